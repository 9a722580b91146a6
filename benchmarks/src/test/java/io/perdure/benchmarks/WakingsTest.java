package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lateness of sleepers, and what makes its row unsound. */
class WakingsTest {
    private static final Settlement ALL_THERE = new Settlement(5, null);

    @Test
    void givesTheLatenessAndTheRateOfWaking() {
        List<Sleeper.Waking> wakings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            wakings.add(new Sleeper.Waking(i * 10_000, i * 10_000 + 1_000 * (i + 1))); // 1 to 100 ms late
        }
        LoadResult result = Wakings.result(wakings, ALL_THERE);
        assertThat(result.mismatch()).isNull();
        assertThat(result.p50Millis()).isCloseTo(50, within(0.1));
        assertThat(result.p99Millis()).isCloseTo(99, within(0.1));
        assertThat(result.rate()).isCloseTo(100 / 1.089, within(0.1));
    }

    @Test
    void oneThatWokeEarlyIsAMismatch() {
        LoadResult result = Wakings.result(
                List.of(new Sleeper.Waking(1_000_000, 999_500), new Sleeper.Waking(1_000_000, 1_000_000)), ALL_THERE);
        assertThat(result.mismatch()).isEqualTo("1 woke early, the first by 0.500 ms (expected: none)");
    }

    @Test
    void readsAgainUntilAllHaveWoken() throws Exception {
        Reads reads = new Reads(List.of(
                List.of("{\"dueMicros\":1,\"wokeMicros\":2}"),
                List.of("{\"dueMicros\":1,\"wokeMicros\":2}", "{\"dueMicros\":1,\"wokeMicros\":3}")));
        LoadResult result = Wakings.read(reads, new Load.Lateness(0, 2));
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isEqualTo(2);
    }

    @Test
    void moreThanWereStartedIsAMismatch() throws Exception {
        String waking = "{\"dueMicros\":1,\"wokeMicros\":2}";
        LoadResult result = Wakings.read(new Reads(List.of(List.of(waking, waking))), new Load.Lateness(0, 1));
        assertThat(result.mismatch()).isEqualTo("1 of 1 sums: completed Sleeper is 2 (expected: 1)");
    }

    /** Lists of outputs, one per read. */
    private static final class Reads implements Access {
        private final List<List<String>> outputs;
        private int read;

        Reads(List<List<String>> outputs) {
            this.outputs = outputs;
        }

        @Override
        public List<String> outputs(String orchestrator, Instant since) {
            return outputs.get(read++);
        }

        @Override
        public void drive(int clients, List<Request> requests, Source source, Meter meter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long[] sums(Ledger ledger, int[] keys) {
            throw new UnsupportedOperationException();
        }
    }
}

package io.perdure.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** When sleepers woke, by what they say themselves. */
final class Wakings {
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    private Wakings() {}

    /** The figures are of the lateness; the rate is how many woke per second between the first and the last. */
    static LoadResult read(Access access, Load.Lateness load) throws IOException, InterruptedException {
        Ledger ledger = Ledger.ofInstances(Sleeper.NAME);
        ledger.acknowledge(0, load.started());
        Instant since = Instant.ofEpochMilli(load.sinceMillis());
        List<String> outputs = new ArrayList<>();
        Settlement settled = Settlement.await(ledger, keys -> {
            outputs.clear();
            outputs.addAll(access.outputs(Sleeper.NAME, since));
            return new long[] {outputs.size()};
        });
        return result(wakings(outputs), settled);
    }

    private static List<Sleeper.Waking> wakings(List<String> outputs) throws JsonProcessingException {
        List<Sleeper.Waking> wakings = new ArrayList<>();
        for (String output : outputs) {
            wakings.add(EmbeddedTarget.JSON.readValue(output, Sleeper.Waking.class));
        }
        return wakings;
    }

    static LoadResult result(List<Sleeper.Waking> wakings, Settlement settled) {
        Histogram lateness = new Histogram(LONGEST, 3);
        int early = 0;
        long earliest = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Sleeper.Waking waking : wakings) {
            long late = waking.wokeMicros() - waking.dueMicros();
            early += late < 0 ? 1 : 0;
            earliest = Math.min(earliest, late);
            first = Math.min(first, waking.wokeMicros());
            last = Math.max(last, waking.wokeMicros());
            lateness.recordValue(Math.max(0, Math.min(late, LONGEST)));
        }
        double seconds = Math.max(1, last - first) / 1e6; // all in one microsecond is no division by zero
        return new LoadResult(
                wakings.size(),
                0,
                null,
                wakings.isEmpty() ? 0 : wakings.size() / seconds,
                lateness.getValueAtPercentile(50) / 1e3,
                lateness.getValueAtPercentile(99) / 1e3,
                0,
                settled.millis(),
                mismatch(settled, early, earliest));
    }

    private static @Nullable String mismatch(Settlement settled, int early, long earliest) {
        if (settled.mismatch() != null || early == 0) {
            return settled.mismatch();
        }
        return "%,d woke early, the first by %s ms (expected: none)".formatted(early, Numbers.plain(-earliest / 1e3));
    }
}

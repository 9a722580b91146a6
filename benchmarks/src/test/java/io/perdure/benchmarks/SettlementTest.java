package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A benchmark that does not notice lost or doubled adds measures nothing. */
class SettlementTest {
    private final Ledger ledger = new Ledger(2);

    @Test
    void waitsForWhatIsStillOnItsWayAndReadsOnlyThatAgain() throws Exception {
        acknowledge(0, 2);
        acknowledge(1, 3);
        Deque<long[]> answers = new ArrayDeque<>(List.of(new long[] {2, 1}, new long[] {3}));
        Settlement settled = Settlement.await(ledger, keys -> {
            long[] sums = answers.remove();
            assertThat(keys).hasSameSizeAs(sums);
            return sums;
        });
        assertThat(settled.mismatch()).isNull();
        assertThat(answers).isEmpty();
    }

    @Test
    void aLostAddIsAMismatch() throws Exception {
        acknowledge(0, 2);
        assertThat(settle(1, 0)).isEqualTo("1 of 2 sums: k0 is 1 (expected: 2)");
    }

    @Test
    void aDoubledAddIsAMismatch() throws Exception {
        acknowledge(0, 2);
        assertThat(settle(3, 0)).isEqualTo("1 of 2 sums: k0 is 3 (expected: 2)");
    }

    @Test
    void anAddWithoutAnswerMayCountOrNot() throws Exception {
        acknowledge(0, 2);
        ledger.doubt(0);
        ledger.doubt(1);
        assertThat(settle(2, 1)).isNull();
        assertThat(settle(3, 1)).as("the next run counts from what was read").isNotNull();
    }

    @Test
    void aSumThatCannotBeReadIsAMismatch() throws Exception {
        assertThat(settle(-1, 0)).isEqualTo("1 of 2 sums: k0 is no answer (expected: 0)");
    }

    private String settle(long... sums) throws Exception {
        return Settlement.await(
                        ledger,
                        keys -> java.util.Arrays.stream(keys)
                                .mapToLong(key -> sums[key])
                                .toArray(),
                        Duration.ZERO)
                .mismatch();
    }

    private void acknowledge(int key, int times) {
        for (int i = 0; i < times; i++) {
            ledger.acknowledge(key);
        }
    }
}

package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessesTest {
    private final Successes successes = new Successes(2);

    @Test
    void theFirstSuccessAfterALossIsOfACallThatWasSentAfterIt() {
        successes.add(0, 90, 105);
        successes.add(0, 110, 140);
        successes.add(0, 150, 160);
        successes.add(1, 100, 120);
        assertThat(successes.firstAfter(100)).containsExactly(20L, 40L);
    }

    @Test
    void aKeyWithoutASuccessIsNotForgotten() {
        successes.add(0, 110, 140);
        assertThat(successes.firstAfter(100)).containsExactly(40L, Long.MAX_VALUE);
    }

    @Test
    void theGapIsTheLongestTimeWithoutASuccess() {
        successes.add(0, 0, 10);
        successes.add(0, 11, 40);
        successes.add(0, 41, 50);
        successes.add(1, 0, 10);
        successes.add(1, 11, 12);
        assertThat(successes.longestGaps()).containsExactly(2L, 30L);
    }

    @Test
    void percentilesAreNearestRank() {
        assertThat(Successes.percentile(List.of(1L, 2L, 3L, 4L), 50)).isEqualTo(2);
        assertThat(Successes.percentile(List.of(1L, 2L, 3L, 4L), 99)).isEqualTo(4);
    }
}

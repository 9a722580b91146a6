package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests at fixed times. */
class PaceTest {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

    @Test
    void waitsForTheTimeOfTheRequest() {
        long now = System.nanoTime();
        Pace pace = new Pace(Source.times(2), 100, now);
        pace.next();
        assertThat(System.nanoTime() - now).isGreaterThanOrEqualTo(INTERVAL);
    }

    @Test
    void countsFromTheTimeAtWhichTheRequestWasDueHoweverLate() {
        long start = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
        Pace pace = new Pace(Source.times(2), 100, start);
        assertThat(pace.next()).isZero();
        assertThat(pace.dueAt(System.nanoTime())).isEqualTo(start + INTERVAL);
        assertThat(pace.next()).isZero();
        assertThat(pace.dueAt(System.nanoTime())).isEqualTo(start + 2 * INTERVAL);
        assertThat(pace.next()).isEqualTo(Traffic.DONE);
    }
}

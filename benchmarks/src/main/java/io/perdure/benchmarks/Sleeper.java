package io.perdure.benchmarks;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Sleeps for some seconds, and says when it should have gone on and when it did. */
final class Sleeper implements Orchestrator<Integer, Sleeper.Waking> {
    static final String NAME = "Sleeper";

    /** Unix times in microseconds. */
    record Waking(long dueMicros, long wokeMicros) {}

    @Override
    public Waking run(OrchestrationContext context, Integer seconds) {
        Instant due = context.currentTime().plusSeconds(seconds);
        context.createTimer(due).await();
        // The clock of the machine, which no orchestrator should read: the engine's own time is what is under test.
        return new Waking(micros(due), micros(Instant.now()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}

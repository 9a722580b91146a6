package io.perdure.examples.basics;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Duration;

/** Sleeps in the store, not in memory: a million of them cost rows, and each wakes though the node was restarted. */
final class Sleeper implements Orchestrator<Integer, String> {
    @Override
    public String run(OrchestrationContext context, Integer seconds) {
        context.createTimer(Duration.ofSeconds(seconds)).await();
        return "Awake";
    }
}

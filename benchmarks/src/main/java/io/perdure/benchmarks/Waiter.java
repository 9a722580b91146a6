package io.perdure.benchmarks;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import org.jspecify.annotations.Nullable;

/** Waits for an event that nobody sends: an instance that is alive for as long as its status is read. */
final class Waiter implements Orchestrator<Void, @Nullable Void> {
    static final String NAME = "Waiter";

    @Override
    public @Nullable Void run(OrchestrationContext context, Void nothing) {
        return context.waitForExternalEvent("Go").await();
    }
}

package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Gives the number that the event {@code Answer} brings. */
public final class Ask implements Orchestrator<Integer, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Integer expected) {
        return context.waitForExternalEvent("Answer", Integer.class).await();
    }
}

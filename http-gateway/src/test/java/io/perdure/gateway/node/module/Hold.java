package io.perdure.gateway.node.module;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Locks two purses, and holds them until it is terminated. */
public final class Hold implements Orchestrator<Payment, Boolean> {
    @Override
    public Boolean run(OrchestrationContext context, Payment purses) {
        try (var section = context.lock(EntityId.of(Purse.class, purses.from()), EntityId.of(Purse.class, purses.to()))
                .await()) {
            context.waitForExternalEvent("Never").await();
            return section.entities().isEmpty();
        }
    }
}

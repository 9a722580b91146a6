package io.perdure.gateway.node.module;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Moves money between two purses that it locks; gives whether there was enough. */
public final class Pay implements Orchestrator<Payment, Boolean> {
    @Override
    public Boolean run(OrchestrationContext context, Payment payment) {
        var from = EntityId.of(Purse.class, payment.from());
        var to = EntityId.of(Purse.class, payment.to());
        try (var section = context.lock(from, to).await()) {
            long balance = context.callEntity(from, "balance", Long.class).await();
            if (section.entities().size() == 2 && balance >= payment.amount()) {
                DurableTask.allOf(
                                context.callEntity(from, "add", -payment.amount()),
                                context.callEntity(to, "add", payment.amount()))
                        .await();
                return true;
            }
            return false;
        }
    }
}

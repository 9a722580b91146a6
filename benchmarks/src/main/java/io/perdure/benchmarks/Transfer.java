package io.perdure.benchmarks;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Two locks and three operations, as a bank would have it. */
final class Transfer implements Orchestrator<Transfer.Order, Boolean> {
    /** How much, between the keys of two accounts. */
    record Order(String from, String to, long amount) {}

    @Override
    public Boolean run(OrchestrationContext context, Order order) {
        EntityId from = EntityId.of(BenchAccount.NAME, order.from());
        EntityId to = EntityId.of(BenchAccount.NAME, order.to());
        try (var section = context.lock(from, to).await()) {
            long balance = context.callEntity(from, "balance", Long.class).await();
            if (balance < order.amount()) {
                return false;
            }
            DurableTask.allOf(
                            context.callEntity(from, "withdraw", order.amount()),
                            context.callEntity(to, "deposit", order.amount()))
                    .await();
            return true;
        }
    }
}

package io.perdure.examples.orders;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Started by a {@link Stock} that runs low: an entity does not wait for anything, an orchestration does. */
final class Reorder implements Orchestrator<Reorder.Request, Integer> {
    record Request(String product, int quantity) {}

    @Override
    public Integer run(OrchestrationContext context, Request request) {
        int delivered = context.callActivity(BuyFromSupplier.class, request).await();
        return context.callEntity(EntityId.of(Stock.class, request.product()), "add", delivered, Integer.class)
                .await();
    }

    /** A supplier that delivers what was asked for, at once. */
    static final class BuyFromSupplier implements Activity<Request, Integer> {
        @Override
        public Integer run(ActivityContext context, Request request) {
            return request.quantity();
        }
    }
}

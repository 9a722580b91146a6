package io.perdure.examples.orders;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Would print a label. */
final class NotifyWarehouse implements Activity<Order, Void> {
    @Override
    public @Nullable Void run(ActivityContext context, Order order) {
        LoggerFactory.getLogger(NotifyWarehouse.class)
                .info("Pack {} of {} for {}", order.quantity(), order.product(), order.customer());
        return null;
    }
}

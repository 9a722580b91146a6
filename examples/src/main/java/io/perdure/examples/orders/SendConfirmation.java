package io.perdure.examples.orders;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Would send a mail. */
final class SendConfirmation implements Activity<Order, Void> {
    @Override
    public @Nullable Void run(ActivityContext context, Order order) {
        LoggerFactory.getLogger(SendConfirmation.class)
                .info("To {}: {} of {} are on the way", order.customer(), order.quantity(), order.product());
        return null;
    }
}

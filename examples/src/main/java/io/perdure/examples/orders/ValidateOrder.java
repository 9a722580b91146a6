package io.perdure.examples.orders;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import org.jspecify.annotations.Nullable;

/** Fails the order when it makes no sense; nothing has happened yet that would have to be undone. */
final class ValidateOrder implements Activity<Order, Void> {
    @Override
    public @Nullable Void run(ActivityContext context, Order order) {
        if (order.quantity() < 1 || order.cents() < 1) {
            throw new IllegalArgumentException("Order of '%s': %d pieces for %d cents (expected: 1 or more of each)."
                    .formatted(order.product(), order.quantity(), order.cents()));
        }
        return null;
    }
}

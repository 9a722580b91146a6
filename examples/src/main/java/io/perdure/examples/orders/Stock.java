package io.perdure.examples.orders;

import io.perdure.entities.EntityContext;

/**
 * How much there is of a product; keyed by product. When it falls under a threshold the entity starts an orchestration that
 * orders more. The start is part of the operation's commit: it happens exactly once, or not at all when the operation fails.
 */
public class Stock {
    static final int REORDER_BELOW = 10;
    static final int FULL = 100;

    public int available;
    public boolean reordering;

    public int add(int quantity) {
        available += quantity;
        reordering = false;
        return available;
    }

    public int reserve(EntityContext context, int quantity) {
        if (quantity > available) {
            throw new IllegalStateException("Stock of '%s': %d (expected: at least %d)."
                    .formatted(context.id().key(), available, quantity));
        }
        available -= quantity;
        if (available < REORDER_BELOW && !reordering) {
            reordering = true;
            context.startOrchestration(
                    Reorder.class, new Reorder.Request(context.id().key(), FULL - available));
        }
        return available;
    }

    public int release(int quantity) {
        available += quantity;
        return available;
    }
}

package io.perdure.gateway.campaign;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param at when it begins, after the begin of its round
 * @param node the number of the node that it strikes, from 0; of no meaning for a fault of all
 * @param lasts how long it is so: a killed node is away as long before it starts again, and so on
 */
record Strike(Duration at, Fault fault, int node, Duration lasts) {
    Duration end() {
        return at.plus(lasts);
    }

    @Override
    public String toString() {
        return "%s of %d at %d ms for %d ms".formatted(fault, node, at.toMillis(), lasts.toMillis());
    }
}

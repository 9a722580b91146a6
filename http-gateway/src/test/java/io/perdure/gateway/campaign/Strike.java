package io.perdure.gateway.campaign;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param at when it begins, after the begin of the run
 * @param node the number of the node that it strikes, from 0
 * @param lasts how long it is so: a killed node is away as long before it starts again, and so on
 */
record Strike(Duration at, Fault fault, int node, Duration lasts) {
    Duration end() {
        return at.plus(lasts);
    }
}

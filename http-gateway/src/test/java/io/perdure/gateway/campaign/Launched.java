package io.perdure.gateway.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One orchestration that a client started.
 *
 * @param outcome of the start
 * @param outputs as JSON; those that it can have without any fault
 * @param sleep how long it sleeps at least; zero for none
 */
record Launched(String id, Instant invoked, Instant returned, Outcome outcome, Set<String> outputs, Duration sleep) {
    Instant due() {
        return invoked.plus(sleep);
    }

    @Override
    public String toString() {
        return "%s, start %s (%s to %s)".formatted(id, outcome, invoked, returned);
    }
}

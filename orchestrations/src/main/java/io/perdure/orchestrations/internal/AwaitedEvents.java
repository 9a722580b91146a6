package io.perdure.orchestrations.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * External events that the code waits for: no journal has them, since to wait is no action. Immutable, so that a step can
 * hand it out at no cost.
 *
 * @param byNumber in the order of the waits
 */
record AwaitedEvents(PMap<Integer, Awaited> byNumber) {

    static final AwaitedEvents NONE = new AwaitedEvents(HashTreePMap.empty());

    /** @param timer number of the timer that ends the wait; -1 for none */
    record Awaited(String name, Instant since, int timer) {}

    AwaitedEvents with(int number, Awaited wait) {
        return new AwaitedEvents(byNumber.plus(number, wait));
    }

    AwaitedEvents without(int number) {
        return new AwaitedEvents(byNumber.minus(number));
    }

    Collection<Awaited> all() {
        return byNumber.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}

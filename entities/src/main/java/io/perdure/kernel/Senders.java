package io.perdure.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an instance in memory knows of those that write to it, beyond the marks of its {@link Inbound}. A crash may lose
 * it. Not thread-safe.
 */
final class Senders {
    /** Whose marks the next step may forget. */
    private final Set<Address> forgettable = new HashSet<>();

    /** What each sender was told to clear first: its answer counts though the floor has risen since. */
    private final Map<Address, Long> demanded = new HashMap<>();

    /** A state was read anew: what may be forgotten was so of marks that another owner may have moved on. */
    void reloaded(Inbound inbound, long heardBefore) {
        forgettable.clear();
        demanded.clear();
        expire(inbound, heardBefore);
    }

    /** Senders not heard of for too long may be forgotten though they never said so. */
    void expire(Inbound inbound, long heardBefore) {
        forgettable.addAll(inbound.heardBefore(heardBefore));
    }

    /** A sender that writes again is to be kept. */
    void wrote(Address from) {
        forgettable.remove(from);
    }

    /** A sender has journaled that everything up to a number was acknowledged. */
    void allowForgetting(Address from, long upTo, Inbound inbound) {
        var mark = inbound.mark(from);
        if (mark != null && mark.last() == upTo) {
            forgettable.add(from);
        }
    }

    void committed(StepEvent<?> event) {
        forgettable.removeAll(event.forgotten());
        forgettable.removeAll(event.accepted().keySet());
        demanded.keySet().removeAll(event.accepted().keySet());
    }

    Set<Address> forgettable() {
        return forgettable;
    }

    /** The floor that a sender has to clear: the one that it was told first, for as long as it has not answered. */
    long demand(Address from, long floor) {
        return demanded.computeIfAbsent(from, any -> floor);
    }

    Map<Address, Long> demanded() {
        return demanded;
    }
}

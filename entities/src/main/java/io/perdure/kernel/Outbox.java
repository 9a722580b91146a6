package io.perdure.kernel;

import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What an instance has sent and does not yet know to be accepted: part of its journaled state. Immutable.
 *
 * @param lastNumber the highest number given so far
 * @param pending per destination, in order of sending; no empty lists
 */
record Outbox(long lastNumber, PMap<Address, PVector<Numbered>> pending) {

    static final Outbox EMPTY = new Outbox(0, HashTreePMap.empty());

    /**
     * The number after {@code last}. Following the clock keeps numbers rising even when the sender's storage was
     * reclaimed in between, and lets receivers tell new messages from very old ones (see {@link Inbound}).
     */
    static long next(long last, long nowMicros) {
        return Math.max(last + 1, nowMicros);
    }

    /** With messages appended; they are numbered without gaps from {@code firstNumber}. */
    Outbox sent(long firstNumber, List<Outgoing> outgoing) {
        if (outgoing.isEmpty()) {
            return this;
        }
        var all = pending;
        long number = firstNumber;
        for (Outgoing out : outgoing) {
            var queue = all.getOrDefault(out.to(), TreePVector.empty());
            all = all.plus(out.to(), queue.plus(new Numbered(number++, out.message())));
        }
        return new Outbox(number - 1, all);
    }

    /** Without what each destination is known to have accepted, up to and including the given number. */
    Outbox settled(Map<Address, Long> acknowledged) {
        var all = pending;
        for (var ack : acknowledged.entrySet()) {
            var left = after(ack.getKey(), ack.getValue());
            all = left.isEmpty() ? all.minus(ack.getKey()) : all.plus(ack.getKey(), left);
        }
        return all == pending ? this : new Outbox(lastNumber, all);
    }

    /** What waits for a destination beyond a number. */
    PVector<Numbered> after(Address to, long number) {
        PVector<Numbered> queue = pending.getOrDefault(to, TreePVector.empty());
        int from = 0;
        while (from < queue.size() && queue.get(from).number() <= number) {
            from++;
        }
        return from == 0 ? queue : queue.subList(from, queue.size());
    }
}

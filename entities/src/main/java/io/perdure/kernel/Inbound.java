package io.perdure.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What an instance has accepted from others: part of its journaled state, and the reason why a message takes effect
 * once. Immutable.
 *
 * <p>A sender's mark may be forgotten once the sender has journaled the acknowledgement. What remains of all forgotten
 * marks is the {@code floor}, no lower than any of them: a message of an unknown sender above it was certainly
 * never accepted; one below it may be a late duplicate, and its sender must first show, by a commit of its own, that it
 * still counts the message as unacknowledged (a stale copy of the sender cannot commit, so it cannot show that).
 *
 * @param marks per sender, the last number accepted and when
 * @param floor at least the highest number of any forgotten mark; rises with each
 */
record Inbound(PMap<Address, Mark> marks, long floor) {

    record Mark(long last, long at) {}

    /** Fresh messages to accept, or a floor that the sender has to clear first. */
    record Verdict(List<Numbered> fresh, boolean mustClear) {
        private static final Verdict CLEAR_FIRST = new Verdict(List.of(), true);
    }

    /** Of an instance that begins to exist: it takes nothing for new that is older than what others may forget. */
    static Inbound beginning(long nowMillis, long forgetAfterMillis) {
        return new Inbound(HashTreePMap.empty(), Math.max(0, (nowMillis - forgetAfterMillis) * 1000));
    }

    /**
     * Judges a delivery.
     *
     * @param beyond the last number of this sender that is being accepted already but not yet part of this state; 0 for
     *     none
     * @param cleared the highest floor that the sender has cleared its messages for
     * @param demanded the floor that this sender was told to clear and has not answered yet, or null. Answering it is
     *     enough though the floor has risen since: what rose it was not this sender's, whose first accepted message ends
     *     the demand. Without it, an instance that forgets all the time would never take a message that is late
     */
    Verdict judge(Address from, long beyond, long cleared, @Nullable Long demanded, List<Numbered> messages) {
        Mark mark = marks.get(from);
        long last = Math.max(beyond, mark == null ? 0 : mark.last());
        if (last == 0
                && cleared < (demanded == null ? floor : Math.min(demanded, floor))
                && !messages.isEmpty()
                && messages.get(0).number() <= floor) {
            return Verdict.CLEAR_FIRST;
        }
        if (messages.isEmpty() || messages.get(0).number() > last) {
            return new Verdict(messages, false);
        }
        var fresh = new ArrayList<Numbered>();
        for (Numbered message : messages) {
            if (message.number() > last) {
                fresh.add(message);
            }
        }
        return new Verdict(fresh, false);
    }

    @Nullable
    Mark mark(Address from) {
        return marks.get(from);
    }

    Inbound accepted(Map<Address, Long> lastNumbers, long atMillis) {
        if (lastNumbers.isEmpty()) {
            return this;
        }
        var all = marks;
        for (var accepted : lastNumbers.entrySet()) {
            all = all.plus(accepted.getKey(), new Mark(accepted.getValue(), atMillis));
        }
        return new Inbound(all, floor);
    }

    Inbound forgotten(Collection<Address> senders) {
        var all = marks;
        long raised = floor;
        for (Address sender : senders) {
            Mark mark = all.get(sender);
            if (mark != null) {
                // Always higher: what was once cleared for the floor so far, to be accepted, is so no longer.
                raised = Math.max(raised + 1, mark.last());
                all = all.minus(sender);
            }
        }
        return all == marks ? this : new Inbound(all, raised);
    }

    /** Senders last heard of before a time. */
    List<Address> heardBefore(long millis) {
        var old = new ArrayList<Address>();
        marks.forEach((sender, mark) -> {
            if (mark.at() < millis) {
                old.add(sender);
            }
        });
        return old;
    }
}

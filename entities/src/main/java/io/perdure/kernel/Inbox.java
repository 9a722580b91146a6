package io.perdure.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the next step, in order of arrival. Beyond the bound a client's request is refused and a durable sender's
 * delivery ignored, which makes it come again. Of a durable sender only the newest delivery is kept, as it holds all the
 * older ones. Actor-free, not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Inbox<R> {

    /** One thing that waits. */
    sealed interface Entry<R> {}

    /**
     * Of a client.
     *
     * @param until epoch milliseconds after which the client has given up
     */
    record Asked<R>(Message message, @Nullable String requestId, long until, R replyTo) implements Entry<R> {}

    /** Of the instance's own live side. */
    record Own<R>(Message message) implements Entry<R> {}

    static final class Delivered<R> implements Entry<R> {
        final Address from;
        long cleared;
        List<Numbered> messages;

        Delivered(Address from, long cleared, List<Numbered> messages) {
            this.from = from;
            this.cleared = cleared;
            this.messages = messages;
        }
    }

    private final int bound;
    private final ArrayDeque<Entry<R>> entries = new ArrayDeque<>();
    private final Map<Address, Delivered<R>> bySender = new HashMap<>();
    private final ArrayDeque<Own<R>> held = new ArrayDeque<>();
    private long lastTicket;
    private int asked;
    private int own;

    /** @param lastTicket at random: a ticket that somebody remembers from a former life must not be given again */
    Inbox(int bound, long lastTicket) {
        this.bound = bound;
        this.lastTicket = lastTicket;
    }

    boolean isEmpty() {
        return entries.isEmpty() && held.isEmpty();
    }

    int size() {
        return entries.size() + held.size();
    }

    /** Whether that client's request waits here. */
    boolean has(R client) {
        return entries.stream()
                .anyMatch(entry ->
                        entry instanceof Asked<R> request && request.replyTo().equals(client));
    }

    /** Whether only what a refused step left waits here. */
    boolean hasOnlyHeld() {
        return entries.isEmpty() && !held.isEmpty();
    }

    /** Whether anything waits that a refused step left. */
    boolean hasHeld() {
        return !held.isEmpty();
    }

    /** Takes in a message of the instance's own live side, however many wait: nobody could send it again. */
    void offer(Message message) {
        own++;
        entries.addLast(new Own<>(message));
    }

    /** Takes in a client's request, unless too many wait. */
    boolean offer(Asked<R> request) {
        if (asked >= bound) {
            return false;
        }
        asked++;
        entries.addLast(request);
        return true;
    }

    void offer(Address from, long cleared, List<Numbered> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var waiting = bySender.get(from);
        if (waiting == null) {
            if (entries.size() - own >= bound) {
                return; // not acknowledged, so it comes again
            }
            var entry = new Delivered<R>(from, cleared, messages);
            bySender.put(from, entry);
            entries.addLast(entry);
        } else if (last(messages) >= last(waiting.messages)) {
            waiting.cleared = Math.max(cleared, waiting.cleared);
            waiting.messages = messages;
        }
    }

    /** Keeps only what is the instance's own, handing over the clients' requests; durable senders will send again. */
    void drainRequests(Consumer<Asked<R>> to) {
        for (Entry<R> entry : entries) {
            if (entry instanceof Asked<R> request) {
                to.accept(request);
            }
        }
        entries.removeIf(entry -> !(entry instanceof Own));
        bySender.clear();
        asked = 0;
    }

    /** Keeps the instance's own messages of a refused step for the next one, which they alone do not bring about. */
    void hold(Taken<R> refused) {
        for (Incoming incoming : refused.incoming) {
            if (incoming.origin() instanceof Origin.Self) {
                held.addLast(new Own<>(incoming.message()));
            }
        }
    }

    /**
     * Drops what waits of senders whose batch was refused: the rest of a delivery must not overtake its head. They send
     * all of it again.
     */
    void dropDeliveries(Set<Address> senders) {
        entries.removeIf(entry -> entry instanceof Delivered<R> delivery && senders.contains(delivery.from));
        bySender.keySet().removeAll(senders);
    }

    /**
     * Takes the next batch, leaving out what was accepted before.
     *
     * @param demanded what senders were told to clear
     * @param most messages at most
     */
    Taken<R> take(DurableState<?> state, Map<Address, Long> demanded, int most) {
        var taken = new Taken<R>();
        var beyond = new HashMap<Address, Long>();
        while (!held.isEmpty()) {
            own++;
            entries.addFirst(held.removeLast());
        }
        while (!entries.isEmpty() && taken.incoming.size() < most) {
            Entry<R> entry = entries.removeFirst();
            if (entry instanceof Asked<R> request) {
                asked--;
                taken.add(request, ++lastTicket, state.requests());
            } else if (entry instanceof Own<R> mine) {
                own--;
                taken.add(mine.message());
            } else if (entry instanceof Delivered<R> delivery) {
                bySender.remove(delivery.from, delivery);
                takeDelivery(delivery, state.inbound(), demanded.get(delivery.from), taken, beyond, most);
            }
        }
        return taken;
    }

    private void takeDelivery(
            Delivered<R> delivery,
            Inbound inbound,
            @Nullable Long demanded,
            Taken<R> taken,
            Map<Address, Long> beyond,
            int most) {
        long before = beyond.getOrDefault(delivery.from, 0L);
        var verdict = inbound.judge(delivery.from, before, delivery.cleared, demanded, delivery.messages);
        if (verdict.mustClear()) {
            taken.mustClear.add(delivery.from);
            return;
        }
        var fresh = verdict.fresh();
        if (fresh.isEmpty()) {
            var mark = inbound.mark(delivery.from);
            if (mark != null && before == 0) {
                taken.duplicates.put(delivery.from, mark.last());
            }
            return;
        }
        int room = most - taken.incoming.size();
        for (Numbered message : fresh.subList(0, Math.min(room, fresh.size()))) {
            taken.add(delivery.from, message);
            beyond.put(delivery.from, message.number());
        }
        if (fresh.size() > room) {
            var rest = new Delivered<R>(delivery.from, delivery.cleared, fresh.subList(room, fresh.size()));
            entries.addFirst(rest);
            bySender.put(delivery.from, rest);
        }
    }

    /** Puts back, at the head and in order, what a step did not consume. */
    void putBack(Taken<R> taken, int consumed) {
        var back = new ArrayList<Entry<R>>();
        var groups = new LinkedHashMap<Address, List<Numbered>>();
        for (int i = consumed; i < taken.incoming.size(); i++) {
            Incoming incoming = taken.incoming.get(i);
            if (incoming.origin() instanceof Origin.Durable durable) {
                var group = groups.get(durable.from());
                if (group == null) {
                    group = new ArrayList<>();
                    groups.put(durable.from(), group);
                    back.add(new Delivered<>(durable.from(), Long.MAX_VALUE, group));
                }
                group.add(new Numbered(durable.number(), incoming.message()));
            } else {
                putBack(taken, i, back);
            }
        }
        addFirst(back);
    }

    /**
     * Puts back the clients' requests and the instance's own messages of a step that was never written, {@code consumed}
     * being what it had taken.
     * Durable senders send again; what they sent then must be judged anew, and with it whether it was cleared.
     */
    void putBackUnwritten(Taken<R> taken, int consumed) {
        var back = new ArrayList<Entry<R>>();
        for (int i = 0; i < consumed; i++) {
            putBack(taken, i, back);
        }
        addFirst(back);
    }

    private void putBack(Taken<R> taken, int at, List<Entry<R>> back) {
        Incoming incoming = taken.incoming.get(at);
        if (incoming.origin() instanceof Origin.Self) {
            back.add(new Own<>(incoming.message()));
            own++;
        }
        for (Asked<R> request : taken.takeAsked(at)) {
            back.add(request);
            asked++;
        }
    }

    private void addFirst(List<Entry<R>> back) {
        for (int i = back.size() - 1; i >= 0; i--) {
            entries.addFirst(back.get(i));
        }
    }

    private static long last(List<Numbered> messages) {
        return messages.get(messages.size() - 1).number();
    }
}

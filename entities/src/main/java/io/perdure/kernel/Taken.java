package io.perdure.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A batch out of the inbox: what the step is to work on, and what was found to need no step. */
final class Taken<R> {

    /** The batch, and in parallel the client's request that each is (null where it is none). */
    final List<Incoming> incoming = new ArrayList<>();

    final List<Inbox.@Nullable Asked<R>> asked = new ArrayList<>();

    /** Retries of requests that are answered already. */
    final Map<R, Response> answered = new LinkedHashMap<>();

    /** Retries of requests that an earlier step took, and that are not answered yet. */
    final List<Inbox.Asked<R>> joining = new ArrayList<>();

    /** Senders whose whole delivery had been accepted before, with the last number that was. */
    final Map<Address, Long> duplicates = new LinkedHashMap<>();

    /** Senders that must clear what they sent. */
    final Set<Address> mustClear = new HashSet<>();

    /** Retries of requests of this same batch. */
    private final Map<String, List<Inbox.Asked<R>>> followers = new HashMap<>();

    /** @param ticket unlike any other that this instance gives or ever gave */
    void add(Inbox.Asked<R> request, long ticket, RequestLog log) {
        String id = request.requestId();
        if (id != null) {
            Response known = log.answer(id);
            if (Response.LATER.equals(known)) {
                joining.add(request);
                return;
            } else if (known != null) {
                answered.put(request.replyTo(), known);
                return;
            }
            var same = followers.putIfAbsent(id, new ArrayList<>());
            if (same != null) {
                same.add(request);
                return;
            }
        }
        incoming.add(new Incoming(new Origin.Client(id, ticket), request.message()));
        asked.add(request);
    }

    /** A message of the instance's own live side. */
    void add(Message own) {
        incoming.add(new Incoming(new Origin.Self(), own));
        asked.add(null);
    }

    void add(Address from, Numbered message) {
        incoming.add(new Incoming(new Origin.Durable(from, message.number()), message.message()));
        asked.add(null);
    }

    /** The request at a place of the batch, and those that repeat it; none where it is no client's. Given once. */
    List<Inbox.Asked<R>> takeAsked(int at) {
        var first = asked.get(at);
        if (first == null) {
            return List.of();
        }
        var all = new ArrayList<Inbox.Asked<R>>();
        all.add(first);
        var more = first.requestId() == null ? null : followers.remove(first.requestId());
        if (more != null) {
            all.addAll(more);
        }
        return all;
    }

    /** Whether that client's request is part of the batch. */
    boolean has(R client) {
        return Stream.concat(asked.stream(), followers.values().stream().flatMap(List::stream))
                .anyMatch(one -> one != null && one.replyTo().equals(client));
    }

    /**
     * Whether nothing of that outcome has to be remembered: nothing changed, nothing is sent, and all that was taken are requests of
     * clients without an id that failed. Durable senders' numbers and request ids are remembered, whatever they came to.
     */
    boolean leavesNothing(Outcome.Done<?> done) {
        if (done.delta() != null || !done.outgoing().isEmpty() || !done.late().isEmpty()) {
            return false;
        }
        for (int i = 0; i < done.consumed(); i++) {
            boolean forgettable =
                    incoming.get(i).origin() instanceof Origin.Client client && client.requestId() == null;
            if (!forgettable || done.responses().get(i).failure() == null) {
                return false;
            }
        }
        return true;
    }

    /** All clients of the batch get the same. */
    void answerAll(Effects<?, ?, R> effects, Reply reply) {
        for (int i = 0; i < incoming.size(); i++) {
            answer(effects, i, reply);
        }
    }

    /** The client of one message, and those who sent it again, get an answer. */
    void answer(Effects<?, ?, R> effects, int at, Reply reply) {
        takeAsked(at).forEach(one -> effects.reply(one.replyTo(), reply));
    }

    /** Per durable sender among the first {@code consumed}, the last number. */
    Map<Address, Long> accepted(int consumed) {
        var last = new LinkedHashMap<Address, Long>();
        for (Incoming one : incoming.subList(0, consumed)) {
            if (one.origin() instanceof Origin.Durable durable) {
                last.put(durable.from(), durable.number());
            }
        }
        return last;
    }
}

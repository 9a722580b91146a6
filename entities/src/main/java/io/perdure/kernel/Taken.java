package io.perdure.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A batch out of the inbox: what the step is to work on, and what was found to need no step. */
final class Taken<R> {

    /** The batch, and in parallel where each client's answer goes (null where it is no client's). */
    final List<Incoming> incoming = new ArrayList<>();

    final List<@Nullable R> replyTo = new ArrayList<>();

    /** Retries of requests that are answered already. */
    final Map<R, Response> answered = new LinkedHashMap<>();

    /** Senders whose whole delivery had been accepted before, with the last number that was. */
    final Map<Address, Long> duplicates = new LinkedHashMap<>();

    /** Senders that must clear what they sent. */
    final Set<Address> mustClear = new HashSet<>();

    /** Retries of requests of this same batch. */
    private final Map<String, List<R>> followers = new HashMap<>();

    void add(Inbox.Asked<R> request, RequestLog log) {
        String id = request.requestId();
        if (id != null) {
            Response known = log.answer(id);
            if (known != null) {
                answered.put(request.replyTo(), known);
                return;
            }
            var same = followers.putIfAbsent(id, new ArrayList<>());
            if (same != null) {
                same.add(request.replyTo());
                return;
            }
        }
        incoming.add(new Incoming(new Origin.Client(id), request.message()));
        replyTo.add(request.replyTo());
    }

    /** A message of the instance's own live side. */
    void add(Message own) {
        incoming.add(new Incoming(new Origin.Self(), own));
        replyTo.add(null);
    }

    void add(Address from, Numbered message) {
        incoming.add(new Incoming(new Origin.Durable(from, message.number()), message.message()));
        replyTo.add(null);
    }

    /** Whether anything here was accepted before and is to be acknowledged again. */
    boolean hasRepetitions() {
        return !answered.isEmpty() || !duplicates.isEmpty();
    }

    List<R> takeFollowers(@Nullable String requestId) {
        var all = requestId == null ? null : followers.remove(requestId);
        return all == null ? List.of() : all;
    }

    /** All clients of the batch get the same. */
    void answerAll(Effects<?, ?, R> effects, Reply reply) {
        for (int i = 0; i < incoming.size(); i++) {
            answer(effects, i, reply);
        }
    }

    /** The client of one message, and those who sent it again, get an answer. */
    void answer(Effects<?, ?, R> effects, int at, Reply reply) {
        R to = replyTo.get(at);
        if (to != null && incoming.get(at).origin() instanceof Origin.Client client) {
            effects.reply(to, reply);
            takeFollowers(client.requestId()).forEach(follower -> effects.reply(follower, reply));
        }
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

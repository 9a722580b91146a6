package io.perdure.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clients whose requests a step has taken, and a later step will answer. In memory only: who asked with a request id can
 * ask again, and joins those that wait. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Unanswered<R> {

    /** Under the request id, which survives the instance's life and names repeats, too; without one under the ticket. */
    private final Map<Object, List<Inbox.Asked<R>>> waiting = new HashMap<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Origin.Client origin, Inbox.Asked<R> request) {
        waiting.computeIfAbsent(key(origin.requestId(), origin.ticket()), any -> new ArrayList<>())
                .add(request);
    }

    /** Those that asked get the answer. */
    void answer(Outcome.Late late, Effects<?, ?, R> effects) {
        var asked = waiting.remove(key(late.requestId(), late.ticket()));
        if (asked != null) {
            asked.forEach(one -> effects.reply(one.replyTo(), new Reply.Done(late.response())));
        }
    }

    /** Whether that client waits here. */
    boolean has(R client) {
        return waiting.values().stream()
                .anyMatch(asked -> asked.stream().anyMatch(one -> one.replyTo().equals(client)));
    }

    /** Forgets who has given up. */
    void expire(long now) {
        waiting.values().forEach(asked -> asked.removeIf(one -> one.until() < now));
        waiting.values().removeIf(List::isEmpty);
    }

    /** All get the same, and nothing more. */
    void end(Effects<?, ?, R> effects, Reply reply) {
        waiting.values().forEach(asked -> asked.forEach(one -> effects.reply(one.replyTo(), reply)));
        waiting.clear();
    }

    private static Object key(@Nullable String requestId, long ticket) {
        return requestId == null ? ticket : requestId;
    }
}

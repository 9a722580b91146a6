package io.perdure.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Answers to client requests that carried an id, so that a retry gets the first answer instead of a second effect. A
 * request that a step took and a later one answers has {@link Response#LATER} until then.
 * Part of the journaled state; bounded in number and age, the oldest going first. Immutable.
 */
record RequestLog(PMap<String, Response> answers, PVector<Entry> order) {

    /** One remembered request. */
    record Entry(String requestId, long at, Response answer) {}

    static final RequestLog EMPTY = new RequestLog(HashTreePMap.empty(), TreePVector.empty());

    @Nullable
    Response answer(String requestId) {
        return answers.get(requestId);
    }

    RequestLog with(List<Entry> entries, int most, long notBefore) {
        if (entries.isEmpty()) {
            return this;
        }
        var known = answers;
        var queue = order;
        for (Entry entry : entries) {
            if (!entry.answer().equals(known.get(entry.requestId()))) {
                queue = queue.plus(entry);
            }
            known = known.plus(entry.requestId(), entry.answer());
        }
        int drop = 0;
        while (drop < queue.size()
                && (queue.size() - drop > most || queue.get(drop).at() < notBefore)) {
            Entry oldest = queue.get(drop++);
            if (oldest.answer().equals(known.get(oldest.requestId()))) { // else it has been answered since
                known = known.minus(oldest.requestId());
            }
        }
        return new RequestLog(known, drop == 0 ? queue : queue.subList(drop, queue.size()));
    }

    /** When the youngest of the remembered requests was answered; 0 when there is none. */
    long youngest() {
        return order.isEmpty() ? 0 : order.get(order.size() - 1).at();
    }
}

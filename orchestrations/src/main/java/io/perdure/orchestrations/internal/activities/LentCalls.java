package io.perdure.orchestrations.internal.activities;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The owner's book of the calls that it has given to other nodes. Times are {@link System#nanoTime}. For one thread.
 *
 * @param <N> how a node is addressed
 * @param <C> a call; told apart by identity
 */
final class LentCalls<N, C> {
    private final Map<Long, Lent<N, C>> open = new LinkedHashMap<>();
    private final Map<C, Long> numbers = new HashMap<>();
    private long last;

    /**
     * A call at another node.
     *
     * @param accepted whether the worker has said that it has it
     * @param heard when it was sent, or the worker last spoke of it
     */
    record Lent<N, C>(long number, N worker, C call, boolean accepted, long heard) {}

    /** Gives its number. */
    long lend(N worker, C call, long now) {
        long number = ++last;
        open.put(number, new Lent<>(number, worker, call, false, now));
        numbers.put(call, number);
        return number;
    }

    /** The worker has it. */
    void accepted(long number, N worker, long now) {
        open.computeIfPresent(
                number,
                (same, lent) ->
                        lent.worker().equals(worker) ? new Lent<>(number, worker, lent.call(), true, now) : lent);
    }

    /** It is over with that worker; null when the worker has no such call, or no longer. */
    @Nullable
    C take(long number, N worker) {
        Lent<N, C> lent = open.get(number);
        return lent != null && lent.worker().equals(worker) ? removed(lent) : null;
    }

    /** All that the worker had, oldest first. */
    List<C> takeAll(N worker) {
        return open.values().stream().filter(lent -> lent.worker().equals(worker)).toList().stream()
                .map(this::removed)
                .toList();
    }

    /** Nobody waits for that call any more; gives where it was, null when it was not lent. */
    @Nullable
    Lent<N, C> forget(C call) {
        Long number = numbers.remove(call);
        return number == null ? null : open.remove(number);
    }

    /** Those of which nothing has been heard since a time, oldest first. */
    List<Lent<N, C>> silentSince(long time) {
        return open.values().stream().filter(lent -> lent.heard() - time < 0).toList();
    }

    int size() {
        return open.size();
    }

    private C removed(Lent<N, C> lent) {
        open.remove(lent.number());
        numbers.remove(lent.call());
        return lent.call();
    }
}

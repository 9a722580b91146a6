package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The worker's book of the calls of other nodes. Times are {@link System#nanoTime}. For one thread. */
final class BorrowedCalls {
    private final Map<Key, Borrowed> open = new LinkedHashMap<>();

    /** A call by its owner and the owner's number. */
    record Key(ActorRef<ActivityWire> owner, long number) {}

    /**
     * A call of another node.
     *
     * @param result null while it waits or runs
     * @param told when the result was last sent
     */
    record Borrowed(Key key, Attempt attempt, @Nullable Result result, long told) {}

    void begin(Key key, Attempt attempt) {
        open.put(key, new Borrowed(key, attempt, null, 0));
    }

    /** Null when there is no such call, or its result has been confirmed. */
    @Nullable
    Borrowed find(Key key) {
        return open.get(key);
    }

    /** Whether it was still wanted. */
    boolean ended(Key key, Result result, long now) {
        return open.computeIfPresent(key, (same, call) -> new Borrowed(key, call.attempt(), result, now)) != null;
    }

    @Nullable
    Borrowed remove(Key key) {
        return open.remove(key);
    }

    /** All that the owner had here. */
    List<Borrowed> removeAll(ActorRef<ActivityWire> owner) {
        var all = open.values().stream()
                .filter(call -> call.key().owner().equals(owner))
                .toList();
        all.forEach(call -> open.remove(call.key()));
        return all;
    }

    /** Results that were last sent before a time and are not confirmed. */
    List<Borrowed> unconfirmed(long before) {
        return open.values().stream()
                .filter(call -> call.result() != null && call.told() - before < 0)
                .toList();
    }

    /** All without a result. */
    List<Borrowed> unfinished() {
        return open.values().stream().filter(call -> call.result() == null).toList();
    }

    int size() {
        return open.size();
    }
}

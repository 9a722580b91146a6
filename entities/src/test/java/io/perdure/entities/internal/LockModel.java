package io.perdure.entities.internal;

import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of locks in their simplest form: one message at a time, no batches, nothing stored. */
final class LockModel {

    private final Deque<Incoming> waiting = new ArrayDeque<>();
    private @Nullable Lock holder;

    /** Grants and operations in the order in which they must happen. */
    final List<String> trace = new ArrayList<>();

    void accept(Incoming incoming) {
        boolean ofHolder = holder != null
                && incoming.origin() instanceof Origin.Durable by
                && by.from().equals(holder.owner());
        if (incoming.message().verb().equals("unlock")) {
            unlock(lockOf(incoming));
        } else if (ofHolder && !incoming.message().verb().equals("lock")) {
            trace.add(ran(incoming.message()));
        } else {
            waiting.add(incoming);
        }
        while (holder == null && !waiting.isEmpty()) {
            take(waiting.remove());
        }
    }

    private void unlock(Lock lock) {
        if (lock.equals(holder)) {
            holder = null;
        } else {
            waiting.removeIf(other ->
                    other.message().verb().equals("lock") && lockOf(other).equals(lock));
        }
    }

    private void take(Incoming next) {
        if (next.message().verb().equals("lock")) {
            holder = lockOf(next);
            trace.add(granted(holder));
        } else {
            trace.add(ran(next.message()));
        }
    }

    boolean isAtRest() {
        return holder == null && waiting.isEmpty();
    }

    static String granted(Lock lock) {
        return "granted " + lock.owner().key() + '/' + lock.callId();
    }

    private static String ran(Message operation) {
        return "ran " + operation.body();
    }

    private static Lock lockOf(Incoming incoming) {
        return new Lock(
                ((Origin.Durable) incoming.origin()).from(), incoming.message().name());
    }
}

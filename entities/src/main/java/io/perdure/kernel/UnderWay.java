package io.perdure.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All that this node's clients have asked and not been answered. Thread-safe. */
final class UnderWay {
    private final Set<Asking> all = ConcurrentHashMap.newKeySet();

    void begin(Asking one) {
        all.add(one);
    }

    void end(Asking one) {
        all.remove(one);
    }

    /** Whether somebody waits for the outcome of a request. */
    boolean hasRequests() {
        return all.stream().anyMatch(Asking::isRequest);
    }

    /** Sends again what was last sent so long ago; see {@link Asking#again}. */
    void sendAgain(long atLeastMillis) {
        long now = System.nanoTime();
        for (Asking one : all) {
            if (one.millisSince(now) >= atLeastMillis) {
                one.sendAgain(now);
            }
        }
    }
}

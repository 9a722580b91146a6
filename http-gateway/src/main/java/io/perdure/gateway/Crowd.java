package io.perdure.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is under way, up to a limit. Thread-safe. */
final class Crowd {
    private final int most;
    private final AtomicInteger present = new AtomicInteger();

    Crowd(int most) {
        this.most = most;
    }

    /** Whether there was room for one more; then {@link #leave} has to follow, once. */
    boolean enter() {
        if (present.incrementAndGet() <= most) {
            return true;
        }
        present.decrementAndGet();
        return false;
    }

    void leave() {
        present.decrementAndGet();
    }

    int most() {
        return most;
    }
}

package io.perdure.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at fixed times, for one client on a thread that may wait. One that is behind does not wait, and catches up:
 * no slow answer hides those that should have been sent meanwhile.
 */
final class Pace implements Source {
    private final Source requests;
    private final long interval;
    private long due;

    Pace(Source requests, int perSecond, long now) {
        this.requests = requests;
        interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        due = now;
    }

    @Override
    public int next() {
        due += interval;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return requests.next();
    }

    @Override
    public long dueAt(long sentAt) {
        return due;
    }
}

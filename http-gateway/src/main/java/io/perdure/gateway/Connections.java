package io.perdure.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What a door's connections do, all together. Thread-safe. */
final class Connections {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean closing;

    int open() {
        return open.get();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Whether each has to be closed with its next answer. */
    boolean closing() {
        return closing;
    }

    /** A connection has work from now on. */
    void toWork() {
        busy.incrementAndGet();
    }

    /** A connection's work is done: its answer has been sent, or it has been closed behind its last one. */
    void workDone() {
        busy.decrementAndGet();
    }

    /** From now on each is closed with its next answer. */
    void close() {
        closing = true;
    }

    /** Returns when none has work any more, or the time is over. */
    void awaitQuiet(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (busy.get() > 0
                && System.nanoTime() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}

package io.perdure.orchestrations.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many pieces of work run at the same time; the others wait in order, holding no thread (O-150). Thread-safe. */
final class Gate {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** The queue would have to be walked through. */
    private final AtomicInteger waits = new AtomicInteger();

    Gate(int most) {
        this.most = most;
    }

    /** Starts the work now or later; whoever does it calls {@link #leave} at its end, on any thread. */
    void enter(Runnable work) {
        if (inside.incrementAndGet() <= most) {
            work.run();
            return;
        }
        waits.incrementAndGet();
        waiting.add(work);
        // Someone may have left in between, and found nobody waiting.
        if (inside.decrementAndGet() < most) {
            admitOne();
        }
    }

    int waiting() {
        return waits.get();
    }

    void leave() {
        inside.decrementAndGet();
        admitOne();
    }

    private void admitOne() {
        while (!waiting.isEmpty()) {
            if (inside.incrementAndGet() > most) {
                inside.decrementAndGet();
                return;
            }
            Runnable next = waiting.poll();
            if (next != null) {
                waits.decrementAndGet();
                next.run();
                return;
            }
            inside.decrementAndGet();
        }
    }
}

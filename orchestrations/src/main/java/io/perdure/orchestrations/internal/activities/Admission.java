package io.perdure.orchestrations.internal.activities;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who has one of the places of a pool, and who waits for one, first come, first served. Thread-safe. */
final class Admission {
    /** How many that wait are looked at for one that may go elsewhere: mostly it is the first. */
    private static final int LOOK_AT = 64;

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final LinkedHashSet<Attempt> queue = new LinkedHashSet<>();
    private final Set<Attempt> inside = new HashSet<>();
    private boolean closed;

    /** The sizes, written under the lock, to be read without. */
    private volatile int running;

    private volatile int queued;

    Admission(int places) {
        this.places = places;
    }

    /** Whether it has a place now. If not it waits, or has no future when this is closed. */
    boolean enter(Attempt attempt) {
        lock.lock();
        try {
            boolean now = !closed && running < places;
            if (now) {
                inside.add(attempt);
            } else if (!closed) {
                queue.add(attempt);
            }
            count();
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** One leaves, and the next has its place; null when none waits. */
    @Nullable
    Attempt replace(Attempt over) {
        lock.lock();
        try {
            inside.remove(over);
            return admit();
        } finally {
            lock.unlock();
        }
    }

    /** The next, if there is a place and one that waits. */
    @Nullable
    Attempt next() {
        lock.lock();
        try {
            return inside.size() < places ? admit() : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Attempt admit() {
        Attempt next = queue.isEmpty() ? null : queue.iterator().next();
        if (next != null) {
            queue.remove(next);
            inside.add(next);
        }
        count();
        if (inside.isEmpty()) {
            idle.signalAll();
        }
        return next;
    }

    /** It had a place and could not use it; false when it has no future. */
    boolean putBack(Attempt attempt) {
        lock.lock();
        try {
            inside.remove(attempt);
            boolean waits = !closed && queue.add(attempt);
            count();
            return waits;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one that waits out of the queue, the oldest that fits; null when there is none. */
    @Nullable
    Attempt takeBack(Predicate<Attempt> fits) {
        lock.lock();
        try {
            var found = queue.stream().limit(LOOK_AT).filter(fits).findFirst();
            found.ifPresent(this::remove);
            return found.orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it waited, and waits no more. */
    boolean withdraw(Attempt attempt) {
        lock.lock();
        try {
            return remove(attempt);
        } finally {
            lock.unlock();
        }
    }

    private boolean remove(Attempt attempt) {
        boolean waited = queue.remove(attempt);
        count();
        return waited;
    }

    private void count() {
        running = inside.size();
        queued = queue.size();
    }

    int places() {
        return places;
    }

    int running() {
        return running;
    }

    int queued() {
        return queued;
    }

    List<Attempt> inside() {
        lock.lock();
        try {
            return List.copyOf(inside);
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more, sends away who waits, and waits until all are out, at most for the grace period. */
    void close(Duration grace) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            count();
            for (long left = grace.toNanos(); !inside.isEmpty() && left > 0; ) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.perdure.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a kernel in memory. Does what is posted, in order; knows what is under way on other threads; and moves
 * the clock when nothing is and somebody wants it moved. What goes wrong on it ends it: whoever waits hears of that, and
 * whoever comes later. Posting, beginning and waiting are thread-safe.
 */
final class MemoryLoop implements AutoCloseable {

    /** What somebody waits for while time may pass. Asked on the loop, and only when it is idle. */
    interface Goal {

        /** Moves time by one alarm at most; says whether there is nothing left to wait for. Throws when it cannot be. */
        boolean pursue(VirtualTime time);
    }

    /** Something that another thread does; the loop is not idle before it has ended. */
    private static final class Work {
        private final String what;

        Work(String what) {
            this.what = what;
        }
    }

    private record Pursuit(Goal goal, CompletableFuture<Void> reached) {}

    private final VirtualTime time;
    private final Duration patience;
    private final BooleanSupplier skipping;
    private final Runnable skip;
    private final Consumer<Throwable> whenBroken;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Set<Work> underWay = new LinkedHashSet<>();
    private final ArrayDeque<Pursuit> pursuits = new ArrayDeque<>();
    private @Nullable Throwable broken;
    private boolean closed;

    /**
     * @param patience how long a caller waits, in real time
     * @param skipping asked on the loop's thread when it is idle and nobody has a goal: whether time is to pass all the same
     * @param skip then moves time on
     * @param whenBroken told on the loop's thread, once, why it has ended
     */
    MemoryLoop(
            VirtualTime time,
            Duration patience,
            BooleanSupplier skipping,
            Runnable skip,
            Consumer<Throwable> whenBroken) {
        this.time = time;
        this.patience = patience;
        this.skipping = skipping;
        this.skip = skip;
        this.whenBroken = whenBroken;
        this.thread = new Thread(this::run, "perdure-memory");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Has something done on the loop's thread, after all that was posted before; false when it has ended. */
    boolean post(Runnable task) {
        lock.lock();
        try {
            if (closed || broken != null) {
                return false;
            }
            tasks.addLast(task);
            news.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Something begins on another thread; run the answer when it has ended. Running that again has no effect. */
    Runnable begin(String what) {
        var work = new Work(what);
        lock.lock();
        try {
            underWay.add(work);
        } finally {
            lock.unlock();
        }
        return () -> end(work);
    }

    private void end(Work work) {
        lock.lock();
        try {
            underWay.remove(work);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Does something on the loop's thread and waits for it. */
    void call(Runnable task) {
        if (isOwnThread()) {
            task.run();
            return;
        }
        var done = new CompletableFuture<Void>();
        post(() -> {
            task.run();
            done.complete(null);
        });
        pursue(idle -> true, done);
    }

    /** Waits for a goal. Goals of several callers are pursued in the order in which they came. */
    void pursue(Goal goal) {
        pursue(goal, new CompletableFuture<>());
    }

    private void pursue(Goal goal, CompletableFuture<Void> reached) {
        if (isOwnThread()) {
            throw new IllegalStateException(
                    "The thread of the kernel in memory was to wait for itself (expected: waiting on threads of one's own).");
        }
        lock.lock();
        try {
            throwIfEnded();
            pursuits.addLast(new Pursuit(goal, reached));
            news.signal();
        } finally {
            lock.unlock();
        }
        try {
            reached.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the kernel in memory.", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Not done within %s of real time (perdure.memory.patience). Under way: %s."
                            .formatted(patience, underWay()),
                    e);
        } catch (ExecutionException e) {
            throw ended(e.getCause() == null ? e : e.getCause());
        } finally {
            forget(reached);
        }
    }

    private void forget(CompletableFuture<Void> reached) {
        lock.lock();
        try {
            pursuits.removeIf(pursuit -> pursuit.reached() == reached);
        } finally {
            lock.unlock();
        }
    }

    private List<String> underWay() {
        lock.lock();
        try {
            var all = underWay.stream().map(work -> work.what).toList();
            return all.isEmpty() ? List.of("%,d messages".formatted(tasks.size())) : all;
        } finally {
            lock.unlock();
        }
    }

    private void throwIfEnded() {
        if (broken != null) {
            throw ended(broken);
        }
        if (closed) {
            throw new IllegalStateException("The kernel in memory is closed.");
        }
    }

    private static RuntimeException ended(Throwable why) {
        return new IllegalStateException(String.valueOf(why.getMessage()), why);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        if (!isOwnThread()) {
            try {
                thread.join(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            for (Runnable task = take(); task != null; task = take()) {
                task.run();
            }
            end(new IllegalStateException("The kernel in memory was closed."));
        } catch (InterruptedException | RuntimeException | Error wrong) {
            end(wrong);
        }
    }

    /** Nobody is left waiting. */
    private void end(Throwable why) {
        List<Pursuit> waiting;
        lock.lock();
        try {
            broken = why;
            tasks.clear();
            waiting = new ArrayList<>(pursuits);
            pursuits.clear();
        } finally {
            lock.unlock();
        }
        whenBroken.accept(why);
        waiting.forEach(pursuit -> pursuit.reached().completeExceptionally(why));
    }

    /** The next thing to do; null at the end. What is due needs nobody who waits for it. */
    private @Nullable Runnable take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    return null;
                }
                var next = tasks.pollFirst();
                if (next != null) {
                    return next;
                }
                if (underWay.isEmpty()) {
                    if (time.next() <= time.now()) {
                        return time::ring;
                    }
                    var first = pursuits.peekFirst();
                    if (first != null) {
                        return () -> pursueOnce(first);
                    }
                    if (skipping.getAsBoolean()) {
                        return skip;
                    }
                }
                news.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void pursueOnce(Pursuit pursuit) {
        try {
            if (pursuit.goal().pursue(time)) {
                forget(pursuit.reached());
                pursuit.reached().complete(null);
            }
        } catch (Unreachable unreachable) {
            forget(pursuit.reached());
            pursuit.reached().completeExceptionally(unreachable);
        }
    }

    /** A goal cannot be reached; the loop goes on. */
    static final class Unreachable extends RuntimeException {
        Unreachable(String message) {
            super(message);
        }
    }
}

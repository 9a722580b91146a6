package io.perdure.orchestrations.internal.activities;

import io.perdure.entities.internal.Json;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The activities of this node: so many run at the same time, the others wait in the order in which they came (O-150). A
 * thread that has ended one takes the next that waits. Thread-safe.
 *
 * <p>An activity that was cancelled and goes on all the same keeps its place until it ends: to give its place away would
 * only move the limit from here to the number of threads that the machine bears.
 */
public final class LocalActivities implements Activities, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalActivities.class);
    private static final long NO_THREAD_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How many that wait are looked at for one that may go elsewhere: mostly it is the first. */
    private static final int LOOK_AT = 64;

    private final int places;
    private final ActivityRunner runner;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, Threads.daemons("perdure-activity-timer-"));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final LinkedHashSet<Attempt> queue = new LinkedHashSet<>();
    private final Set<Attempt> underWay = new HashSet<>();
    private boolean closed;

    /** Written under the lock: places taken, and calls that wait. */
    private volatile int running;

    private volatile int queued;

    /**
     * Starts no thread before there is work.
     *
     * @param find by name, without regard to case; null when there is none
     * @param known names of all that {@code find} finds, as they were registered
     */
    public LocalActivities(
            Function<String, @Nullable ActivityDefinition> find,
            Collection<String> known,
            Json json,
            ActivitySettings settings) {
        this(find, known, json, settings, Threads.pooled("perdure-activity-"));
    }

    LocalActivities(
            Function<String, @Nullable ActivityDefinition> find,
            Collection<String> known,
            Json json,
            ActivitySettings settings,
            ExecutorService threads) {
        this.threads = threads;
        this.places = settings.maxConcurrent();
        this.runner = new ActivityRunner(find, known, json, settings.maxPayloadBytes());
        timer.setRemoveOnCancelPolicy(true); // a time-out of an hour must not keep what has long ended
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        return submit(call, done);
    }

    /** As {@link #start}. After {@link #close} nothing is taken, and the listener never told. */
    Attempt submit(Call call, Consumer<Result> done) {
        var attempt = new Attempt(this, call, done);
        boolean now;
        lock.lock();
        try {
            now = !closed && running < places;
            if (now) {
                occupy(attempt);
            } else if (!closed) {
                queue.add(attempt);
                queued = queue.size();
            }
        } finally {
            lock.unlock();
        }
        if (now) {
            launch(attempt);
        }
        return attempt;
    }

    private void occupy(Attempt attempt) {
        underWay.add(attempt);
        running = underWay.size();
    }

    private boolean launch(Attempt first) {
        try {
            threads.execute(() -> work(first));
            return true;
        } catch (Throwable noThread) { // the machine gives no more threads, or the pool is closed
            putBack(first, noThread);
            return false;
        }
    }

    private void putBack(Attempt attempt, Throwable noThread) {
        lock.lock();
        try {
            underWay.remove(attempt);
            running = underWay.size();
            if (closed) {
                return;
            }
            queue.add(attempt);
            queued = queue.size();
        } finally {
            lock.unlock();
        }
        LOG.error("No thread for activity '{}'; it waits", attempt.call().name(), noThread);
        var unused = after(NO_THREAD_PAUSE_NANOS, this::resume);
    }

    /** Gives free places to calls that wait, which happens by itself unless there was no thread. */
    private void resume() {
        boolean launched = true;
        while (launched) {
            Attempt next;
            lock.lock();
            try {
                next = running < places ? first() : null;
                if (next != null) {
                    occupy(next);
                }
            } finally {
                lock.unlock();
            }
            launched = next != null && launch(next);
        }
    }

    private void work(Attempt attempt) {
        for (Attempt next = attempt; next != null; next = nextAfter(next)) {
            next.run(runner);
        }
    }

    private @Nullable Attempt nextAfter(Attempt over) {
        lock.lock();
        try {
            underWay.remove(over);
            Attempt next = first();
            if (next != null) {
                underWay.add(next);
            }
            running = underWay.size();
            if (next == null) {
                idle.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Attempt first() {
        return queue.isEmpty() ? null : takeBack(attempt -> true);
    }

    /** Takes one that waits out of the queue, the oldest that fits; null when there is none. */
    @Nullable
    Attempt takeBack(Predicate<Attempt> fits) {
        lock.lock();
        try {
            int left = LOOK_AT;
            for (Attempt attempt : queue) {
                if (fits.test(attempt)) {
                    remove(attempt);
                    return attempt;
                }
                if (--left == 0) {
                    break;
                }
            }
            return null;
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
        queued = queue.size();
        return waited;
    }

    Future<?> after(long nanos, Runnable task) {
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Nullable
    String written(@Nullable Object value, String what) {
        return runner.written(value, what);
    }

    boolean knows(String name) {
        return runner.knows(name);
    }

    /** Names of the activities that this node has. */
    public Collection<String> known() {
        return runner.known();
    }

    /** How many may run at the same time. */
    public int places() {
        return places;
    }

    /** How many run. */
    public int running() {
        return running;
    }

    /** How many wait for a place. */
    public int queued() {
        return queued;
    }

    /** Places that a further call would find; less than 0 when calls wait. */
    int free() {
        return places - running - queued;
    }

    /** What runs at the moment, in no order. */
    public List<UnderWay> underWay() {
        lock.lock();
        try {
            return underWay.stream().map(Attempt::view).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * Takes no more, and forgets what waits: their instances start them again wherever they are loaded next. What runs may
     * end within the grace period, and is then cancelled without a result. Blocking; a second call does no harm.
     */
    public void close(Duration grace) {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            queued = 0;
            for (long left = grace.toNanos(); running > 0 && left > 0; ) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        cancelAll();
        threads.shutdown();
        timer.shutdownNow();
    }

    private void cancelAll() {
        List<Attempt> left;
        lock.lock();
        try {
            left = List.copyOf(underWay);
        } finally {
            lock.unlock();
        }
        if (!left.isEmpty()) {
            LOG.warn(
                    "{} activities had not ended when the node stopped; they were cancelled and will run again",
                    left.size());
        }
        left.forEach(Attempt::abandon);
    }
}

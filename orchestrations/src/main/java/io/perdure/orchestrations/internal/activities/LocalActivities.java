package io.perdure.orchestrations.internal.activities;

import io.perdure.entities.internal.Json;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    private final Admission admission;
    private final ActivityRunner runner;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, Threads.daemons("perdure-activity-timer-"));

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
        this.admission = new Admission(settings.maxConcurrent());
        this.runner = new ActivityRunner(find, known, json, settings.maxPayloadBytes());
        timer.setRemoveOnCancelPolicy(true); // a time-out of an hour must not keep what has long ended
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        return submit(call, done);
    }

    @Override
    public int waiting() {
        return queued();
    }

    /** As {@link #start}. After {@link #close} nothing is taken, and the listener never told. */
    Attempt submit(Call call, Consumer<Result> done) {
        var attempt = new Attempt(this, call, done);
        if (admission.enter(attempt)) {
            launch(attempt);
        }
        return attempt;
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
        if (admission.putBack(attempt)) {
            LOG.error("No thread for activity '{}'; it waits", attempt.call().name(), noThread);
            var unused = after(NO_THREAD_PAUSE_NANOS, this::resume);
        }
    }

    /** Gives free places to calls that wait, which happens by itself unless there was no thread. */
    private void resume() {
        Attempt next = admission.next();
        while (next != null && launch(next)) {
            next = admission.next();
        }
    }

    private void work(Attempt attempt) {
        for (Attempt next = attempt; next != null; next = admission.replace(next)) {
            next.run(runner);
        }
    }

    /** Takes one that waits out of the queue, the oldest that fits; null when there is none. */
    @Nullable
    Attempt takeBack(Predicate<Attempt> fits) {
        return admission.takeBack(fits);
    }

    /** Whether it waited, and waits no more. */
    boolean withdraw(Attempt attempt) {
        return admission.withdraw(attempt);
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
        return admission.places();
    }

    /** How many run. */
    public int running() {
        return admission.running();
    }

    /** How many wait for a place. */
    public int queued() {
        return admission.queued();
    }

    /** Places that a further call would find; less than 0 when calls wait. */
    int free() {
        return places() - running() - queued();
    }

    /** What runs at the moment, in no order. */
    public List<UnderWay> underWay() {
        return admission.inside().stream().map(Attempt::view).toList();
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
        try {
            admission.close(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelAll();
        threads.shutdown();
        timer.shutdownNow();
    }

    private void cancelAll() {
        List<Attempt> left = admission.inside();
        if (!left.isEmpty()) {
            LOG.warn(
                    "{} activities had not ended when the node stopped; they were cancelled and will run again",
                    left.size());
        }
        left.forEach(Attempt::abandon);
    }
}

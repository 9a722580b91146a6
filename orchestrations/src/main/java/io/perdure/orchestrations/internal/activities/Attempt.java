package io.perdure.orchestrations.internal.activities;

import io.perdure.entities.internal.Failures;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.ActivityTimeoutException;
import io.perdure.orchestrations.WaitingFor.ActivityPlace;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call in a pool: waits, runs, is over. Its end is told once, by whoever comes first: the user's code, a time-out, or
 * nobody when it was abandoned.
 */
final class Attempt implements ActivityContext, Activities.Running {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final LocalActivities pool;
    private final Call call;
    private final Consumer<Result> listener;

    /** The listener, until it has been told or must not be told any more. */
    private final AtomicReference<@Nullable Consumer<Result>> waiting;

    private volatile boolean cancelled;
    private volatile long lastSign;
    private volatile @Nullable String heartbeat;
    private long begun;
    private volatile @Nullable Instant begunAt;

    // Guarded by this
    private @Nullable Thread thread;
    private @Nullable Future<?> watch;

    Attempt(LocalActivities pool, Call call, Consumer<Result> listener) {
        this.pool = pool;
        this.call = call;
        this.listener = listener;
        this.waiting = new AtomicReference<>(listener);
    }

    Call call() {
        return call;
    }

    Consumer<Result> listener() {
        return listener;
    }

    /** On a thread of the pool. Does not throw. */
    void run(ActivityRunner runner) {
        Result result;
        try {
            if (!begin()) {
                return;
            }
            result = runner.run(call, this);
        } catch (Throwable outOfMemory) {
            result = ActivityRunner.failed(call, this, outOfMemory);
        } finally {
            end();
        }
        tell(waiting.getAndSet(null), result);
    }

    private synchronized boolean begin() {
        if (cancelled) {
            return false;
        }
        thread = Thread.currentThread();
        begun = System.nanoTime();
        lastSign = begun;
        begunAt = Instant.now();
        if (call.timeoutMillis() > 0 || call.heartbeatMillis() > 0) {
            watch = pool.after(nanosLeft(begun), this::look);
        }
        return true;
    }

    private void end() {
        synchronized (this) {
            thread = null;
            if (watch != null) {
                watch.cancel(false);
            }
        }
        // From here on nobody interrupts this thread for this attempt; what came before must not hit the next one.
        Thread.interrupted();
    }

    /** On the pool's timer: a limit has been reached, unless there was a heartbeat since. */
    private void look() {
        String why;
        synchronized (this) {
            long now = System.nanoTime();
            long left = nanosLeft(now);
            if (thread == null) {
                return;
            }
            if (left > 0) {
                watch = pool.after(left, this::look);
                return;
            }
            why = timeoutLeft(now) <= 0
                    ? "had not ended after %d ms (its time-out)".formatted(call.timeoutMillis())
                    : "was silent for %d ms (its heartbeat time-out)".formatted(call.heartbeatMillis());
        }
        giveUp("Activity '%s' (%s) of %s %s and was cancelled."
                .formatted(call.name(), call.taskId(), call.instanceId(), why));
    }

    private void giveUp(String why) {
        Consumer<Result> told = waiting.getAndSet(null);
        if (told != null) {
            var failure = new ActivityTimeoutException(why);
            failure.setStackTrace(cancel());
            LOG.warn("{}", why, failure);
            tell(told, new Result(null, Failures.describe(failure)));
        }
    }

    private long nanosLeft(long now) {
        return Math.min(timeoutLeft(now), heartbeatLeft(now));
    }

    private long timeoutLeft(long now) {
        return call.timeoutMillis() <= 0 ? Long.MAX_VALUE : nanos(call.timeoutMillis()) - (now - begun);
    }

    private long heartbeatLeft(long now) {
        return call.heartbeatMillis() <= 0 ? Long.MAX_VALUE : nanos(call.heartbeatMillis()) - (now - lastSign);
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public void abandon() {
        waiting.set(null);
        if (!pool.withdraw(this)) {
            cancel();
        }
    }

    /** Sets the flag and interrupts; gives where the code was, nothing when it did not run. */
    private synchronized StackTraceElement[] cancel() {
        cancelled = true;
        Thread running = thread;
        if (running == null) {
            return new StackTraceElement[0];
        }
        var where = running.getStackTrace();
        running.interrupt();
        return where;
    }

    private void tell(@Nullable Consumer<Result> told, Result result) {
        if (told != null) {
            try {
                told.accept(result);
            } catch (Throwable e) {
                LOG.error("The end of activity '{}' of {} was not taken", call.name(), call.instanceId(), e);
            }
        }
    }

    @Override
    public Activities.Whereabouts whereabouts() {
        Instant at = begunAt;
        long sign = lastSign;
        Instant heard = at == null || sign == begun ? null : Instant.now().minusNanos(System.nanoTime() - sign);
        return new Activities.Whereabouts(at == null ? ActivityPlace.QUEUED : ActivityPlace.RUNNING, null, at, heard);
    }

    UnderWay view() {
        Instant at = begunAt;
        return new UnderWay(call.instanceId(), call.name(), call.taskId(), at == null ? Instant.now() : at, heartbeat);
    }

    @Override
    public String name() {
        return call.name();
    }

    @Override
    public String instanceId() {
        return call.instanceId();
    }

    @Override
    public String taskId() {
        return call.taskId();
    }

    @Override
    public String version() {
        return call.version();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        if (cancelled) {
            throw new CancellationException("Activity '%s' (%s) of %s was cancelled: nobody waits for its result."
                    .formatted(call.name(), call.taskId(), call.instanceId()));
        }
        heartbeat = pool.written(details, "Heartbeat of activity '" + call.name() + "'");
        lastSign = System.nanoTime();
    }
}

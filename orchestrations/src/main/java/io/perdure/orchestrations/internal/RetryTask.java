package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.RetryContext;
import io.perdure.orchestrations.RetryHandler;
import io.perdure.orchestrations.RetryPolicy;
import io.perdure.orchestrations.TaskFailedException;
import io.perdure.orchestrations.TaskOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is tried again when it fails (O §6). Each attempt is an action of its own, each delay a durable timer; driven by
 * the events alone, so that it goes on whether or not anybody awaits it (O-51).
 */
final class RetryTask<T extends @Nullable Object> {
    private static final Logger LOG = LoggerFactory.getLogger(RetryTask.class);

    /** Starts one attempt. */
    interface Attempt<T extends @Nullable Object> {
        /**
         * Starts it.
         *
         * @param retryOf the number of the first attempt's action; -1 for the first itself
         */
        ActionTask<T> start(int retryOf);
    }

    /** Starts a delay. */
    interface Delay {
        CoreTask<?> start(Duration delay, int retryOf);
    }

    private final Execution execution;
    private final OrchestrationContext context;
    private final @Nullable RetryPolicy policy;
    private final @Nullable RetryHandler handler;
    private final Attempt<T> attempt;
    private final Delay delay;
    private final Instant firstAt;
    private final CoreTask<T> result;
    private int attempts;
    private int first = -1;
    private @Nullable CoreTask<?> current;

    RetryTask(Execution execution, OrchestrationContext context, TaskOptions options, Attempt<T> attempt, Delay delay) {
        this.execution = execution;
        this.context = context;
        this.policy = options.retry();
        this.handler = options.handler();
        this.attempt = attempt;
        this.delay = delay;
        this.firstAt = execution.now();
        this.result = new CoreTask<>(execution, this::cancel);
    }

    CoreTask<T> start() {
        tryOnce();
        return result;
    }

    private void cancel() {
        if (current != null) {
            current.cancel();
        }
    }

    private void tryOnce() {
        if (result.isDone()) {
            return;
        }
        attempts++;
        ActionTask<T> running = attempt.start(first);
        first = first < 0 ? running.actionId() : first;
        current = running;
        running.whenDone(() -> ended(running));
    }

    private void ended(ActionTask<T> ended) {
        if (ended.why() instanceof TaskFailedException failure && isRetriable(failure) && wants(failure.details())) {
            if (policy == null) {
                tryOnce();
                return;
            }
            CoreTask<?> pause = delay.start(policy.delayBefore(attempts), first);
            current = pause;
            pause.whenDone(() -> {
                if (!pause.isCancelled()) {
                    tryOnce();
                }
            });
        } else {
            ended.passTo(result);
        }
    }

    /** What did succeed, and only does not fit the type that was asked for, would do so again (O-36). */
    private static boolean isRetriable(TaskFailedException failure) {
        return !failure.details().nonRetriable();
    }

    private boolean wants(FailureDetails last) {
        boolean allowed = policy == null || policy.allows(attempts, last, firstAt, execution.now());
        if (!allowed || handler == null) {
            return allowed;
        }
        try {
            var asked = new RetryContext(attempts, last, Duration.between(firstAt, execution.now()), context);
            return execution.mayAwait(() -> handler.shouldRetry(asked));
        } catch (RuntimeException e) {
            if (!execution.isReplaying()) {
                LOG.warn("The retry handler of {} failed; no more retries", context.instanceId(), e);
            }
            return false;
        }
    }
}

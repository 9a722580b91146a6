package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent.OrchestrationStartSent;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCompleted;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.RetryHandler;
import io.perdure.orchestrations.RetryPolicy;
import io.perdure.orchestrations.TaskFailedException;
import io.perdure.orchestrations.TaskOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Activities, children and timers of one execution. For the orchestrator's thread. */
final class TaskStarter {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Execution execution;
    private final Values values;
    private final String instanceId;
    private final Map<String, String> tags;
    private final Uuids uuids;
    private final LockRules locks;

    TaskStarter(
            Execution execution,
            Values values,
            String instanceId,
            Map<String, String> tags,
            Uuids uuids,
            LockRules locks) {
        this.execution = execution;
        this.values = values;
        this.instanceId = instanceId;
        this.tags = tags;
        this.uuids = uuids;
        this.locks = locks;
    }

    // ---- activities

    CoreTask<@Nullable Object> activity(
            OrchestrationContext context, String name, @Nullable Object input, Type result, TaskOptions options) {
        execution.checkUse("callActivity");
        check("activity", name, input);
        if (options.instanceId() != null) {
            throw new IllegalArgumentException(
                    "Activity '%s' with instance id '%s' (expected: none; it is for children)."
                            .formatted(name, options.instanceId()));
        }
        String json = values.write(input, "Input of activity '%s'".formatted(name));
        return withRetries(context, options, retryOf -> activity(name, json, result, options, retryOf));
    }

    private ActionTask<@Nullable Object> activity(
            String name, @Nullable String input, Type result, TaskOptions options, int retryOf) {
        var task = new ActionTask<@Nullable Object>(execution);
        return task.as(execution.ask(
                id -> new TaskScheduled(
                        execution.stepTime(),
                        id,
                        name,
                        input,
                        options.tags(),
                        millis(options.timeout()),
                        millis(options.heartbeatTimeout()),
                        retryOf),
                answer -> {
                    if (answer instanceof TaskCompleted done) {
                        convert(task, name, done.result(), result);
                    } else if (answer instanceof TaskFailed failed) {
                        int id = failed.actionId();
                        var why = new TaskFailedException(name, id, failed.failure());
                        task.fail(execution.failure(retryOf < 0 ? id : retryOf, why));
                    }
                }));
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null ? 0 : Math.max(1, duration.toMillis());
    }

    /** What does not fit is not the task's fault, and would not fit again: no retry (O-36). */
    private void convert(ActionTask<@Nullable Object> task, String name, @Nullable String json, Type type) {
        try {
            task.complete(values.read(json, type, "Result of '%s'".formatted(name)));
        } catch (RuntimeException e) {
            var why = FailureDetails.of(e.getClass().getName(), String.valueOf(e.getMessage()), true);
            task.fail(execution.failure(task.actionId(), new TaskFailedException(name, task.actionId(), why)));
        }
    }

    private <T extends @Nullable Object> CoreTask<T> withRetries(
            OrchestrationContext context, TaskOptions options, RetryTask.Attempt<T> attempt) {
        return options.retry() == null && options.handler() == null
                ? attempt.start(-1)
                : new RetryTask<>(execution, context, options, attempt, this::timer).start();
    }

    // ---- children

    CoreTask<@Nullable Object> child(
            OrchestrationContext context,
            String name,
            @Nullable Object input,
            Type result,
            TaskOptions options,
            Supplier<String> version) {
        execution.checkUse("callSubOrchestrator");
        check("sub-orchestrator", name, input);
        locks.subOrchestration();
        refuseTimeouts(name, options);
        String given = options.instanceId();
        if (given != null && InstanceIds.check(given).equals(instanceId)) {
            throw new IllegalArgumentException(
                    "Sub-orchestration '%s' with the instance id of its parent, '%s' (expected: another)."
                            .formatted(name, given));
        }
        String json = values.write(input, "Input of sub-orchestration '%s'".formatted(name));
        var all = new HashMap<>(tags);
        all.putAll(options.tags());
        return withRetries(context, options, retryOf -> {
            String id = given == null ? uuids.next(execution.now()).toString() : given;
            return child(name, json, result, id, version.get(), all, retryOf);
        });
    }

    private static void refuseTimeouts(String name, TaskOptions options) {
        if (options.timeout() != null || options.heartbeatTimeout() != null) {
            throw new IllegalArgumentException(
                    "Orchestration '%s' with a time-out (expected: none; race it with a timer by anyOf)."
                            .formatted(name));
        }
    }

    private ActionTask<@Nullable Object> child(
            String name,
            @Nullable String input,
            Type result,
            String id,
            String version,
            Map<String, String> allTags,
            int retryOf) {
        var task = new ActionTask<@Nullable Object>(execution);
        return task.as(execution.ask(
                number -> new SubOrchestrationInstanceCreated(
                        execution.stepTime(), number, name, id, input, version, allTags, retryOf),
                answer -> {
                    if (answer instanceof SubOrchestrationInstanceCompleted done) {
                        convert(task, name, done.result(), result);
                    } else if (answer instanceof SubOrchestrationInstanceFailed failed) {
                        int call = failed.actionId();
                        task.fail(execution.failure(call, new TaskFailedException(name, call, failed.failure())));
                    }
                }));
    }

    String startAlone(String name, @Nullable Object input, TaskOptions options, Supplier<String> version) {
        execution.checkUse("startOrchestration");
        check("orchestrator", name, input);
        refuseTimeouts(name, options);
        if (options.retry() != null || options.handler() != null) {
            throw new IllegalArgumentException(
                    "Start of orchestration '%s' with retries (expected: none; its end is not awaited)."
                            .formatted(name));
        }
        String json = values.write(input, "Input of orchestration '%s'".formatted(name));
        String given = options.instanceId();
        String id = given == null ? uuids.next(execution.now()).toString() : InstanceIds.check(given);
        execution.ask(number -> new OrchestrationStartSent(
                execution.stepTime(), number, name, id, json, version.get(), options.tags()));
        return id;
    }

    // ---- timers

    ActionTask<@Nullable Void> timer(Duration delay, int retryOf) {
        Instant now = execution.now();
        boolean never = delay.compareTo(Duration.between(now, END_OF_TIME)) >= 0;
        return timer(never ? END_OF_TIME : now.plus(delay), retryOf);
    }

    ActionTask<@Nullable Void> timer(Instant at, int retryOf) {
        Instant whole = bounded(at).truncatedTo(ChronoUnit.MILLIS);
        Instant fireAt = whole.isBefore(bounded(at)) ? whole.plusMillis(1) : whole; // never early
        int[] number = {-1};
        var task = new ActionTask<@Nullable Void>(execution, () -> execution.cancelTimer(number[0]));
        number[0] = execution.ask(
                id -> new TimerCreated(execution.stepTime(), id, fireAt, retryOf), answer -> task.complete(null));
        return task.as(number[0]);
    }

    /** A time that journals and stores can hold, however far away or long ago it is (O-66). */
    static Instant bounded(Instant at) {
        return at.isAfter(END_OF_TIME) ? END_OF_TIME : at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
    }

    // ---- checks

    private static void check(String what, String name, @Nullable Object input) {
        checkName(what, name);
        if (input instanceof TaskOptions || input instanceof RetryPolicy || input instanceof RetryHandler) {
            throw new IllegalArgumentException("Input of %s '%s': a %s (expected: the input first, then the options)."
                    .formatted(what, name, input.getClass().getSimpleName()));
        }
    }

    static void checkName(String what, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("Name of %s: %s (expected: not blank)."
                    .formatted(what, name == null ? "null" : "\"" + name + "\""));
        }
    }
}

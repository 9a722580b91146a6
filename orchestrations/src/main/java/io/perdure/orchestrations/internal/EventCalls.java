package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent.EventRaised;
import io.perdure.orchestrations.HistoryEvent.EventSent;
import io.perdure.orchestrations.TaskCanceledException;
import io.perdure.orchestrations.TaskFailedException;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** External events of one execution (O §9). For the orchestrator's thread. */
final class EventCalls {
    private final Execution execution;
    private final Values values;
    private final TaskStarter tasks;
    private int awaited;

    EventCalls(Execution execution, Values values, TaskStarter tasks) {
        this.execution = execution;
        this.values = values;
        this.tasks = tasks;
    }

    /** @param timeout null or negative for none */
    CoreTask<@Nullable Object> await(String name, @Nullable Duration timeout, Type type) {
        execution.checkUse("waitForExternalEvent");
        TaskStarter.checkName("event", name);
        int number = awaited++;
        EventRaised there = execution.waits.take(name);
        if (there != null || (timeout != null && timeout.isZero())) {
            var task = new CoreTask<@Nullable Object>(execution);
            if (there != null) {
                take(task, there, type, number);
            } else {
                task.cancelWith(late(name, number, Duration.ZERO));
            }
            return task;
        }
        return waitFor(name, timeout, type, number);
    }

    private CoreTask<@Nullable Object> waitFor(String name, @Nullable Duration timeout, Type type, int number) {
        var wait = new Wait();
        var task = new CoreTask<@Nullable Object>(execution, wait::giveUp);
        var waiter = new EventWaits.Waiter(number, name, event -> {
            wait.stopClock();
            take(task, event, type, number);
        });
        wait.waiter = waiter;
        execution.waits.await(waiter, execution.now());
        if (timeout != null && !timeout.isNegative()) {
            ActionTask<?> clock = tasks.timer(timeout, -1);
            execution.waits.endsWith(waiter, clock.actionId());
            wait.clock = clock;
            clock.whenDone(() -> {
                if (!clock.isCancelled()) {
                    wait.giveUp();
                    task.cancelWith(late(name, number, timeout));
                }
            });
        }
        return task;
    }

    private void take(CoreTask<@Nullable Object> task, EventRaised event, Type type, int number) {
        try {
            task.complete(values.read(event.input(), type, "Data of event '%s'".formatted(event.name())));
        } catch (RuntimeException e) { // the event is consumed (O-76)
            var why = FailureDetails.of(e.getClass().getName(), String.valueOf(e.getMessage()), true);
            task.fail(new TaskFailedException(event.name(), number, why));
        }
    }

    private static TaskCanceledException late(String name, int number, Duration timeout) {
        return new TaskCanceledException(
                "No event '%s' for wait #%d within %s.".formatted(name, number, timeout), name, number);
    }

    void send(String instanceId, String name, @Nullable Object data) {
        execution.checkUse("sendEvent");
        TaskStarter.checkName("event", name);
        InstanceIds.check(instanceId);
        String json = values.write(data, "Data of event '%s'".formatted(name));
        execution.ask(id -> new EventSent(execution.stepTime(), id, name, instanceId, json));
    }

    /** One wait and its time-out, each of which ends the other. */
    private final class Wait {
        private EventWaits.@Nullable Waiter waiter;
        private @Nullable CoreTask<?> clock;

        void giveUp() {
            if (waiter != null) {
                execution.waits.giveUp(waiter);
            }
            stopClock();
        }

        void stopClock() {
            if (clock != null && !clock.isDone()) {
                clock.cancel();
            }
        }
    }
}

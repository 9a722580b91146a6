package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.internal.OperationsInterface;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.CriticalSection;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.HistoryEvent.EntityLockRequested;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCalled;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCompleted;
import io.perdure.orchestrations.HistoryEvent.EntityOperationFailed;
import io.perdure.orchestrations.HistoryEvent.EntityOperationSignaled;
import io.perdure.orchestrations.HistoryEvent.EntityUnlockSent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities as one execution uses them. For the orchestrator's thread. */
final class EntityCalls {
    private final Execution execution;
    private final Values values;
    private final LockRules rules;

    EntityCalls(Execution execution, Values values, LockRules rules) {
        this.execution = execution;
        this.values = values;
        this.rules = rules;
    }

    CoreTask<@Nullable Object> call(EntityId id, String operation, @Nullable Object input, Type result) {
        execution.checkUse("callEntity");
        TaskStarter.checkName("operation", operation);
        String json = values.write(input, "Input of operation '%s' of %s".formatted(operation, id));
        rules.call(id);
        var task = new CoreTask<@Nullable Object>(execution);
        execution.ask(
                number -> new EntityOperationCalled(execution.stepTime(), number, id.text(), operation, json),
                answer -> {
                    rules.answered(id);
                    if (answer instanceof EntityOperationCompleted done) {
                        complete(task, id, operation, done, result);
                    } else if (answer instanceof EntityOperationFailed failed) {
                        fail(task, id, operation, failed.actionId(), failed.failure());
                    }
                });
        return task;
    }

    private void complete(
            CoreTask<@Nullable Object> task, EntityId id, String operation, EntityOperationCompleted done, Type type) {
        try {
            task.complete(values.read(done.result(), type, "Result of operation '%s' of %s".formatted(operation, id)));
        } catch (RuntimeException e) {
            var why = FailureDetails.of(e.getClass().getName(), String.valueOf(e.getMessage()), true);
            fail(task, id, operation, done.actionId(), why);
        }
    }

    private void fail(
            CoreTask<@Nullable Object> task, EntityId id, String operation, int actionId, FailureDetails why) {
        task.fail(execution.failure(actionId, new EntityOperationFailedException(id, operation, why)));
        task.look(); // also if nobody awaits it, for the entity may be called again in its section
    }

    void signal(EntityId id, String operation, @Nullable Object input, @Nullable Instant at) {
        execution.checkUse("signalEntity");
        TaskStarter.checkName("operation", operation);
        String json = values.write(input, "Input of operation '%s' of %s".formatted(operation, id));
        rules.signal(id);
        Instant due = at == null ? null : TaskStarter.bounded(at);
        execution.ask(
                number -> new EntityOperationSignaled(execution.stepTime(), number, id.text(), operation, json, due));
    }

    <T> T view(Class<T> operations, EntityId id) {
        execution.checkUse("entity");
        var form = OperationsInterface.of(operations);
        for (var call : form.calls()) {
            if (call.method().getReturnType() != void.class && call.resultIn(DurableTask.class) == null) {
                throw new IllegalArgumentException(
                        "Interface %s has method '%s' that returns %s (expected in an orchestrator: void, or DurableTask)."
                                .formatted(
                                        operations.getName(),
                                        call.operation(),
                                        call.method().getReturnType().getName()));
            }
        }
        return operations.cast(form.proxy((call, input) -> {
            Type result = call.resultIn(DurableTask.class);
            if (result != null) {
                return call(id, call.operation(), input, result);
            }
            signal(id, call.operation(), input, null);
            return null;
        }));
    }

    CoreTask<CriticalSection> lock(List<EntityId> entities) {
        execution.checkUse("lock");
        List<EntityId> sorted = rules.enter(entities);
        var task = new ActionTask<CriticalSection>(execution, () -> {
            throw new IllegalStateException("A lock request cannot be cancelled (E-78): await it, then close it.");
        });
        return task.as(execution.ask(
                id -> new EntityLockRequested(
                        execution.stepTime(),
                        id,
                        sorted.stream().map(EntityId::text).toList()),
                answer -> {
                    rules.granted();
                    task.complete(new Section(answer.actionId(), sorted));
                }));
    }

    Set<EntityId> locked() {
        return rules.heldEntities();
    }

    private final class Section implements CriticalSection {
        private final int lockId;
        private final List<EntityId> entities;
        private boolean closed;

        Section(int lockId, List<EntityId> entities) {
            this.lockId = lockId;
            this.entities = entities;
        }

        @Override
        public List<EntityId> entities() {
            return entities;
        }

        @Override
        public void close() {
            if (closed || execution.isOver()) {
                return; // the end of the execution releases what it holds (E-90)
            }
            execution.checkUse("close");
            closed = true;
            rules.left();
            execution.ask(id -> new EntityUnlockSent(execution.stepTime(), id, lockId));
        }
    }
}

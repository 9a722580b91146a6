package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.TypeRef;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ContinueOptions;
import io.perdure.orchestrations.CriticalSection;
import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.DurableHttpResponse;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.TaskOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The context of one execution: says what belongs where. */
final class DefaultContext implements OrchestrationContext {
    private final Execution execution;
    private final HistoryEvent.ExecutionStarted started;
    private final String instanceId;
    private final Values values;
    private final EngineSettings settings;
    private final Uuids uuids;
    private final LockRules locks = new LockRules();
    private final TaskStarter tasks;
    private final EventCalls events;
    private final EntityCalls entities;

    DefaultContext(
            Execution execution,
            HistoryEvent.ExecutionStarted started,
            String instanceId,
            Values values,
            EngineSettings settings) {
        this.execution = execution;
        this.started = started;
        this.instanceId = instanceId;
        this.values = values;
        this.settings = settings;
        this.uuids = new Uuids(instanceId, started.generation());
        this.tasks = new TaskStarter(execution, values, instanceId, started.tags(), uuids, locks);
        this.events = new EventCalls(execution, values, tasks);
        this.entities = new EntityCalls(execution, values, locks);
    }

    @SuppressWarnings("unchecked") // the result was read as the type that the caller named
    private static <T extends @Nullable Object> DurableTask<T> typed(CoreTask<?> task) {
        return (DurableTask<T>) task;
    }

    @Override
    public String name() {
        return started.name();
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public Optional<ParentInstance> parent() {
        var parent = started.parent();
        return parent == null ? Optional.empty() : Optional.of(new ParentInstance(parent.name(), parent.instanceId()));
    }

    @Override
    public String version() {
        return started.version();
    }

    @Override
    public Map<String, String> tags() {
        return started.tags();
    }

    @Override
    public <T> @Nullable T input(Class<T> type) {
        return read(type);
    }

    @Override
    public <T> @Nullable T input(TypeRef<T> type) {
        return read(type.type());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // T is what the type says
    private <T> @Nullable T read(Type type) {
        execution.checkUse("input");
        return (T) values.readStart(started.input(), type, "Input of orchestrator '%s'".formatted(started.name()));
    }

    @Override
    public Instant currentTime() {
        execution.checkUse("currentTime");
        return execution.now();
    }

    @Override
    public boolean isReplaying() {
        return execution.isReplaying();
    }

    @Override
    public UUID newUuid() {
        execution.checkUse("newUuid");
        return uuids.next(execution.now());
    }

    @Override
    public Logger logger(Logger to) {
        return ReplaySafeLogger.of(to, execution::isReplaying);
    }

    @Override
    public <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callActivity(
            Class<? extends Activity<I, O>> activity, @Nullable I input, TaskOptions options) {
        var types = FunctionTypes.of(activity, Activity.class);
        return typed(tasks.activity(this, types.name(), input, types.output(), options));
    }

    @Override
    public <O> DurableTask<O> callActivity(String name, @Nullable Object input, Class<O> result, TaskOptions options) {
        return typed(tasks.activity(this, name, input, result, options));
    }

    @Override
    public <O> DurableTask<O> callActivity(
            String name, @Nullable Object input, TypeRef<O> result, TaskOptions options) {
        return typed(tasks.activity(this, name, input, result.type(), options));
    }

    @Override
    public <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callSubOrchestrator(
            Class<? extends Orchestrator<I, O>> orchestrator, @Nullable I input, TaskOptions options) {
        var types = FunctionTypes.of(orchestrator, Orchestrator.class);
        return child(types.name(), input, types.output(), options);
    }

    @Override
    public <O> DurableTask<O> callSubOrchestrator(
            String name, @Nullable Object input, Class<O> result, TaskOptions options) {
        return child(name, input, result, options);
    }

    @Override
    public <O> DurableTask<O> callSubOrchestrator(
            String name, @Nullable Object input, TypeRef<O> result, TaskOptions options) {
        return child(name, input, result.type(), options);
    }

    private <O extends @Nullable Object> DurableTask<O> child(
            String name, @Nullable Object input, Type result, TaskOptions options) {
        return typed(tasks.child(this, name, input, result, options, () -> version(options)));
    }

    private String version(TaskOptions options) {
        String version = options.version();
        return version == null ? settings.defaultVersion() : version;
    }

    @Override
    public <I extends @Nullable Object> String startOrchestration(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input, TaskOptions options) {
        return startOrchestration(FunctionTypes.nameOf(orchestrator), input, options);
    }

    @Override
    public String startOrchestration(String name, @Nullable Object input, TaskOptions options) {
        return tasks.startAlone(name, input, options, () -> version(options));
    }

    @Override
    public DurableTask<@Nullable Void> createTimer(Duration delay) {
        execution.checkUse("createTimer");
        return tasks.timer(delay, -1);
    }

    @Override
    public DurableTask<@Nullable Void> createTimer(Instant at) {
        execution.checkUse("createTimer");
        return tasks.timer(at, -1);
    }

    @Override
    public <T> DurableTask<T> waitForExternalEvent(String name, Class<T> type) {
        return typed(events.await(name, null, type));
    }

    @Override
    public <T> DurableTask<T> waitForExternalEvent(String name, TypeRef<T> type) {
        return typed(events.await(name, null, type.type()));
    }

    @Override
    public <T> DurableTask<T> waitForExternalEvent(String name, Duration timeout, Class<T> type) {
        return typed(events.await(name, timeout, type));
    }

    @Override
    public void sendEvent(String toInstance, String name, @Nullable Object data) {
        events.send(toInstance, name, data);
    }

    @Override
    public <R> DurableTask<R> callEntity(EntityId id, String operation, @Nullable Object input, Class<R> result) {
        return typed(entities.call(id, operation, input, result));
    }

    @Override
    public <R> DurableTask<R> callEntity(EntityId id, String operation, @Nullable Object input, TypeRef<R> result) {
        return typed(entities.call(id, operation, input, result.type()));
    }

    @Override
    public void signalEntity(EntityId id, String operation, @Nullable Object input) {
        entities.signal(id, operation, input, null);
    }

    @Override
    public void signalEntity(EntityId id, String operation, @Nullable Object input, Instant at) {
        entities.signal(id, operation, input, at);
    }

    @Override
    public <T> T entity(Class<T> operations, String key) {
        return entity(operations, EntityId.of(operations, key));
    }

    @Override
    public <T> T entity(Class<T> operations, EntityId id) {
        return entities.view(operations, id);
    }

    @Override
    public DurableTask<CriticalSection> lock(List<EntityId> ids) {
        return entities.lock(ids);
    }

    @Override
    public Set<EntityId> lockedEntities() {
        return entities.locked();
    }

    @Override
    public void setCustomStatus(@Nullable Object status) {
        execution.checkUse("setCustomStatus");
        String json = values.write(status, "Custom status");
        int bytes = json == null ? 0 : 2 * json.length();
        if (bytes > settings.maxCustomStatusBytes()) {
            throw new IllegalArgumentException(
                    "Custom status of %d bytes in UTF-16 (expected: at most %d, perdure.orchestrations.max-custom-status)."
                            .formatted(bytes, settings.maxCustomStatusBytes()));
        }
        execution.customStatus(json);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <O> O continueAsNew(@Nullable Object input, ContinueOptions options) {
        execution.checkUse("continueAsNew");
        locks.continueAsNew();
        String json = values.write(input, "Input of the next execution");
        List<HistoryEvent.EventRaised> untaken =
                options.preserveUnprocessedEvents() ? execution.untakenEvents() : List.of();
        throw execution.stop(new Turn.ContinuedAsNew(json, options, untaken));
    }

    @Override
    public DurableTask<DurableHttpResponse> callHttp(DurableHttpRequest request) {
        execution.checkUse("callHttp");
        return new HttpCall(execution, this, tasks, request, settings.httpPollMillis()).start();
    }
}

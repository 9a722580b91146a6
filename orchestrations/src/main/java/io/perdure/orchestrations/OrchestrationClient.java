package io.perdure.orchestrations;

import io.perdure.entities.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Use of orchestrations from ordinary code: services, tests, HTTP (O §17). Thread-safe; one per actor system is enough.
 *
 * <p>Futures complete on a thread of the runtime: a dependent stage that blocks belongs on an executor of your own. They
 * fail with {@link IllegalArgumentException} (the request is wrong; {@link OrchestratorNotRegisteredException}, {@link
 * InstanceNotFoundException}), {@link InstanceAlreadyExistsException}, {@link InvalidInstanceStatusException}, {@link
 * io.perdure.failures.BusyException} (nothing was accepted; retry after a pause), {@link
 * io.perdure.failures.OutcomeUnknownException} (no answer in time) or {@link
 * io.perdure.failures.StoreUnavailableException}.
 *
 * <p>After {@code OutcomeUnknownException} a request with a request id can be repeated without harm ({@link
 * InstanceOptions#requestId}, {@link RequestOptions#requestId}). The answer to a request id is remembered also when it is a
 * refusal. An id counts for one kind of request to one instance: a start and an event may have the same, and so may
 * events of different names.
 */
public interface OrchestrationClient {

    /** Starts an instance and gives its id once it is durable (O-131). */
    default <I extends @Nullable Object> CompletableFuture<String> start(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input) {
        return start(orchestrator, input, InstanceOptions.DEFAULT);
    }

    <I extends @Nullable Object> CompletableFuture<String> start(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input, InstanceOptions options);

    default CompletableFuture<String> start(String orchestrator, @Nullable Object input) {
        return start(orchestrator, input, InstanceOptions.DEFAULT);
    }

    CompletableFuture<String> start(String orchestrator, @Nullable Object input, InstanceOptions options);

    /** As {@link #start(String, Object, InstanceOptions)}, with an input that is JSON text already. */
    CompletableFuture<String> startJson(String orchestrator, @Nullable String input, InstanceOptions options);

    /** Empty when there is no such instance. */
    CompletableFuture<Optional<OrchestrationMetadata>> get(String instanceId, boolean fetchInputsAndOutputs);

    default CompletableFuture<Optional<OrchestrationMetadata>> get(String instanceId) {
        return get(instanceId, true);
    }

    /**
     * Completes when the instance is no longer {@code Pending}.
     *
     * @param timeout zero for ten minutes; when it passes the future fails with {@link
     *     java.util.concurrent.TimeoutException}, also for an id that nobody has (O-136)
     */
    CompletableFuture<OrchestrationMetadata> waitForStart(String instanceId, Duration timeout);

    /** Completes when the instance has ended, or had ended before. Time-out as above. */
    CompletableFuture<OrchestrationMetadata> waitForCompletion(String instanceId, Duration timeout);

    /**
     * Completes as soon as the instance's status or custom status is another than the caller knows. Nothing is polled: the
     * instance says so when it has committed the change. Of several changes in between only the last is seen. Meanwhile the
     * instance stays in memory, as with all waits.
     *
     * @param sinceVersion {@link OrchestrationMetadata#statusVersion} of what the caller knows; 0 for nothing: then it
     *     completes as soon as there is an instance
     * @param timeout as above
     * @throws InstanceNotFoundException as the future fails, when the instance that was known has been purged
     */
    CompletableFuture<OrchestrationMetadata> waitForChange(String instanceId, long sinceVersion, Duration timeout);

    /**
     * What an instance waits for at the moment; nothing when it has ended. Asks the instance, wherever it is, and what holds
     * the entities that it waits for. Writes nothing. If its code is not in memory it is replayed, so this is for people
     * who look, not for loops.
     *
     * @see InstanceNotFoundException
     */
    CompletableFuture<List<WaitingFor>> waitingFor(String instanceId);

    /**
     * Sends an event; completes when it is durable (O-72).
     *
     * @see InstanceNotFoundException
     * @see InvalidInstanceStatusException
     */
    default CompletableFuture<Void> raiseEvent(String instanceId, String name, @Nullable Object data) {
        return raiseEvent(instanceId, name, data, RequestOptions.DEFAULT);
    }

    /** As above; repeated with the same request id, the event is delivered once. Has no time: events cannot be scheduled. */
    CompletableFuture<Void> raiseEvent(String instanceId, String name, @Nullable Object data, RequestOptions options);

    /** As {@link #raiseEvent(String, String, Object)}, with data that is JSON text already. */
    default CompletableFuture<Void> raiseEventJson(String instanceId, String name, @Nullable String data) {
        return raiseEventJson(instanceId, name, data, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> raiseEventJson(
            String instanceId, String name, @Nullable String data, RequestOptions options);

    /** Keeps the orchestrator from running until it is resumed (O-126). No effect on one that is suspended or has ended. */
    default CompletableFuture<Void> suspend(String instanceId, @Nullable String reason) {
        return suspend(instanceId, reason, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> suspend(String instanceId, @Nullable String reason, RequestOptions options);

    default CompletableFuture<Void> resume(String instanceId, @Nullable String reason) {
        return resume(instanceId, reason, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> resume(String instanceId, @Nullable String reason, RequestOptions options);

    /**
     * Ends an instance without running its code again (O-128).
     *
     * @param output shown as the instance's output; any JSON value
     * @param recursive also its children, and theirs (O-129)
     */
    default CompletableFuture<Void> terminate(String instanceId, @Nullable Object output, boolean recursive) {
        return terminate(instanceId, output, recursive, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> terminate(
            String instanceId, @Nullable Object output, boolean recursive, RequestOptions options);

    default CompletableFuture<Void> terminate(String instanceId, @Nullable Object output) {
        return terminate(instanceId, output, false);
    }

    /** Lets a failed instance go on: the tasks whose failure ended it run again, all other results stay (O-138). */
    default CompletableFuture<Void> rewind(String instanceId, @Nullable String reason) {
        return rewind(instanceId, reason, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> rewind(String instanceId, @Nullable String reason, RequestOptions options);

    /**
     * Starts an instance with the same name and input (O-139).
     *
     * @param newId whether under an id of its own; else the old one, which must have ended
     * @return the id
     */
    default CompletableFuture<String> restart(String instanceId, boolean newId) {
        return restart(instanceId, newId, RequestOptions.DEFAULT);
    }

    /** As above; repeated with the same request id, it starts one instance, as {@link InstanceOptions#requestId} says. */
    CompletableFuture<String> restart(String instanceId, boolean newId, RequestOptions options);

    /** Erases an instance that has ended, with its history; says whether it did (O-140). */
    CompletableFuture<Boolean> purge(String instanceId);

    /** Erases in small batches; gives how many. May be repeated. */
    CompletableFuture<Long> purge(PurgeFilter filter);

    CompletableFuture<OrchestrationPage> query(OrchestrationQuery query);

    /**
     * How many instances {@link #query} would show in all its pages. One look at the index, which goes over the rows within
     * the bounds of time and id; no instance is read. Of instances of other nodes the statuses may be some seconds late
     * ({@code perdure.index.interval}). Page size and token do not count.
     *
     * @throws IllegalArgumentException as the future fails, when the query names an orchestrator: the index cannot tell
     */
    CompletableFuture<OrchestrationCount> count(OrchestrationQuery query);

    /** The events of the present execution, in order. @see InstanceNotFoundException */
    CompletableFuture<List<HistoryEvent>> history(String instanceId);

    /**
     * The same as text, one JSON object per line: what {@code PerdureTestKit.replay} takes.
     *
     * @see InstanceNotFoundException
     */
    CompletableFuture<String> exportHistory(String instanceId);
}

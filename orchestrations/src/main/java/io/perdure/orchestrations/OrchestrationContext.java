package io.perdure.orchestrations;

import io.perdure.entities.EntityId;
import io.perdure.entities.TypeRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What an orchestrator can do (O §4). To be used on the orchestrator's thread alone, and not after it has returned: {@link
 * IllegalStateException} otherwise. Inputs are written as JSON at the call, so that later changes to them have no effect;
 * what cannot be written throws {@link IllegalArgumentException} there (O-29), as does a blank name (O-28).
 */
public interface OrchestrationContext {

    String name();

    String instanceId();

    /** Who started this instance as a child; empty for one that a client or an entity started (O-68). */
    Optional<ParentInstance> parent();

    /** The version given at the start; empty when there was none. Code may branch on it (O-152). */
    String version();

    /** As given at the start; unchangeable. */
    Map<String, String> tags();

    /**
     * The input, read again at each call; null when there was none.
     *
     * @throws io.perdure.entities.InvalidInputException when it does not fit
     */
    <T> @Nullable T input(Class<T> type);

    <T> @Nullable T input(TypeRef<T> type);

    /** UTC time of the present step: does not change within one, never goes back, and is the same on replay (O-99). */
    Instant currentTime();

    /** Whether the code runs over what it has been through before (O-100). */
    boolean isReplaying();

    /** A version 5 UUID, the same on replay (O-101). */
    UUID newUuid();

    /** Writes nothing while replaying (O-102). */
    Logger logger(Logger to);

    // Activities

    /** Calls an activity by its class, which says what goes in and out. */
    default <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callActivity(
            Class<? extends Activity<I, O>> activity, @Nullable I input) {
        return callActivity(activity, input, TaskOptions.DEFAULT);
    }

    default <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callActivity(
            Class<? extends Activity<I, O>> activity, @Nullable I input, RetryPolicy retry) {
        return callActivity(activity, input, TaskOptions.retry(retry));
    }

    <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callActivity(
            Class<? extends Activity<I, O>> activity, @Nullable I input, TaskOptions options);

    /** Calls an activity by name. One that nobody has registered fails the task (O-37). */
    default <O> DurableTask<O> callActivity(String name, @Nullable Object input, Class<O> result) {
        return callActivity(name, input, result, TaskOptions.DEFAULT);
    }

    default <O> DurableTask<O> callActivity(String name, @Nullable Object input, Class<O> result, RetryPolicy retry) {
        return callActivity(name, input, result, TaskOptions.retry(retry));
    }

    <O> DurableTask<O> callActivity(String name, @Nullable Object input, Class<O> result, TaskOptions options);

    <O> DurableTask<O> callActivity(String name, @Nullable Object input, TypeRef<O> result, TaskOptions options);

    // Sub-orchestrations

    /** Runs a child with an id of its own, and waits for its end (O-53 … O-63). */
    default <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callSubOrchestrator(
            Class<? extends Orchestrator<I, O>> orchestrator, @Nullable I input) {
        return callSubOrchestrator(orchestrator, input, TaskOptions.DEFAULT);
    }

    default <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callSubOrchestrator(
            Class<? extends Orchestrator<I, O>> orchestrator, @Nullable I input, RetryPolicy retry) {
        return callSubOrchestrator(orchestrator, input, TaskOptions.retry(retry));
    }

    <I extends @Nullable Object, O extends @Nullable Object> DurableTask<O> callSubOrchestrator(
            Class<? extends Orchestrator<I, O>> orchestrator, @Nullable I input, TaskOptions options);

    default <O> DurableTask<O> callSubOrchestrator(String name, @Nullable Object input, Class<O> result) {
        return callSubOrchestrator(name, input, result, TaskOptions.DEFAULT);
    }

    <O> DurableTask<O> callSubOrchestrator(String name, @Nullable Object input, Class<O> result, TaskOptions options);

    <O> DurableTask<O> callSubOrchestrator(String name, @Nullable Object input, TypeRef<O> result, TaskOptions options);

    /** Starts an orchestration that lives on its own, and gives its id (O-60). */
    default <I extends @Nullable Object> String startOrchestration(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input) {
        return startOrchestration(orchestrator, input, TaskOptions.DEFAULT);
    }

    <I extends @Nullable Object> String startOrchestration(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input, TaskOptions options);

    String startOrchestration(String name, @Nullable Object input, TaskOptions options);

    // Timers and events

    /** Done at {@link #currentTime()} plus the duration, or a little later; never before (O-64). Any length. */
    DurableTask<@Nullable Void> createTimer(Duration delay);

    DurableTask<@Nullable Void> createTimer(Instant at);

    /** Takes the oldest event of that name, in any case, that no earlier wait has taken (O-73 … O-75). */
    <T> DurableTask<T> waitForExternalEvent(String name, Class<T> type);

    <T> DurableTask<T> waitForExternalEvent(String name, TypeRef<T> type);

    /**
     * As above, cancelled with {@link TaskCanceledException} when none came in time (O-77). Zero: takes one that is there
     * already, or none. Negative: no time-out (O-78).
     */
    <T> DurableTask<T> waitForExternalEvent(String name, Duration timeout, Class<T> type);

    /** An event that carries nothing of interest. */
    default DurableTask<@Nullable Void> waitForExternalEvent(String name) {
        return waitForExternalEvent(name, Object.class).thenAccept(ignored -> {});
    }

    /** Raises an event in another instance, exactly once; dropped when that is unknown or finished (O-72, O-81). */
    void sendEvent(String instanceId, String name, @Nullable Object data);

    // Entities

    /** Calls an operation and gives its result. A failed one throws {@code EntityOperationFailedException} (E-95). */
    <R> DurableTask<R> callEntity(EntityId id, String operation, @Nullable Object input, Class<R> result);

    <R> DurableTask<R> callEntity(EntityId id, String operation, @Nullable Object input, TypeRef<R> result);

    default <R> DurableTask<R> callEntity(EntityId id, String operation, Class<R> result) {
        return callEntity(id, operation, null, result);
    }

    /** A call whose result does not matter, but whose end does. */
    default DurableTask<@Nullable Void> callEntity(EntityId id, String operation, @Nullable Object input) {
        return callEntity(id, operation, input, Object.class).thenAccept(ignored -> {});
    }

    /** One way: no result, no failure. */
    void signalEntity(EntityId id, String operation, @Nullable Object input);

    /** A signal that takes effect at that time, outside the order of the others (E-53). */
    void signalEntity(EntityId id, String operation, @Nullable Object input, Instant at);

    /**
     * A typed view of an entity: {@code void} methods signal, methods that return a {@link DurableTask} call (E-46).
     *
     * @throws IllegalArgumentException when the interface is not of that form, naming the method
     */
    <T> T entity(Class<T> operations, String key);

    <T> T entity(Class<T> operations, EntityId id);

    /**
     * Locks entities, one after the other in their order, so that no deadlock can be. Until the section is closed nobody
     * else's operations run on them (E-72 … E-92).
     *
     * @throws IllegalArgumentException when there are none
     * @throws LockingRulesViolationException when a section is open or asked for already (E-81)
     */
    DurableTask<CriticalSection> lock(List<EntityId> entities);

    default DurableTask<CriticalSection> lock(EntityId... entities) {
        return lock(List.of(entities));
    }

    /** The entities that this orchestration holds; empty outside a critical section (E-80). */
    Set<EntityId> lockedEntities();

    default boolean isInCriticalSection() {
        return !lockedEntities().isEmpty();
    }

    // The instance itself

    /**
     * Shown to clients with the next commit; null clears it (O-103).
     *
     * @throws IllegalArgumentException when it is larger than {@code perdure.orchestrations.max-custom-status}
     */
    void setCustomStatus(@Nullable Object status);

    default void clearCustomStatus() {
        setCustomStatus(null);
    }

    /**
     * Ends this execution and starts the next with a new input and an empty history (O-91 … O-98). Does not return; its type
     * lets one write {@code return context.continueAsNew(next)}. Events that nobody has taken go along.
     *
     * @throws LockingRulesViolationException in a critical section (E-87)
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    default <O> O continueAsNew(@Nullable Object input) {
        return continueAsNew(input, ContinueOptions.DEFAULT);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    <O> O continueAsNew(@Nullable Object input, ContinueOptions options);

    /**
     * An HTTP request that is made once, outside the orchestrator, and recorded (O-106 … O-116). Goes to the hosts of {@code
     * perdure.http-calls.allowed-hosts} only, by default to none, and to public addresses; redirects are followed and judged
     * alike. What is refused fails the task, and is not retried.
     */
    DurableTask<DurableHttpResponse> callHttp(DurableHttpRequest request);
}

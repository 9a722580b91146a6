package io.perdure.entities;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation may do besides Java: its own state, messages to others, starting orchestrations. Everything it does
 * takes effect with the commit of its batch, or not at all when the operation throws (E-60, E-63). There is no call to
 * another entity here, by design: entities never wait, so they never deadlock (E-70, E-121).
 *
 * <p>Valid only during the operation and on its thread; any later use throws {@link IllegalStateException}.
 */
public interface EntityContext {

    EntityId id();

    /** The name of the operation, as the sender wrote it (E-30). */
    String operation();

    /** Who sent the operation: the text form of an entity's id, an orchestration's instance id; empty for a client. */
    Optional<String> sender();

    /** Whether the sender gave an input other than JSON's null (E-38). */
    boolean hasInput();

    /**
     * The operation's input.
     *
     * @return null when there is none, also where {@code int.class} was asked for: nothing else checks that (E-38)
     * @throws InvalidInputException when the input does not fit the type; fails the operation
     */
    <T> @Nullable T input(Class<T> type);

    /** Whether there is a state (E-20). */
    boolean hasState();

    /** The state, or null when there is none. Changing the object does not change the state; {@link #setState} does. */
    <T> @Nullable T state(Class<T> type);

    /** The state, or the given value when there is none. That value is not stored (E-21). */
    <T> T state(Class<T> type, Supplier<T> initial);

    /** Sets the state to any value that can be written as JSON; null deletes it (E-13). */
    void setState(@Nullable Object state);

    void deleteState();

    /** Signals another entity, or itself, after the commit; in order per destination (E-68, E-71). */
    void signal(EntityId target, String operation, @Nullable Object input);

    /** Signals not before {@code at}; outside the order of other signals (E-53, E-54). */
    void signal(EntityId target, String operation, @Nullable Object input, Instant at);

    /** Signals after {@code delay} at the earliest. */
    default void signal(EntityId target, String operation, @Nullable Object input, Duration delay) {
        signal(target, operation, input, now().plus(delay));
    }

    /** A proxy whose every method sends a signal to the entity {@code (name of the interface, key)} (E-46). */
    <T> T entity(Class<T> operations, String key);

    <T> T entity(Class<T> operations, EntityId target);

    /**
     * Starts an orchestration after the commit, fire and forget (E-69).
     *
     * @return the id that the new instance will have
     */
    default String startOrchestration(String name, @Nullable Object input) {
        return startOrchestration(name, input, StartOptions.DEFAULT);
    }

    /** By the orchestrator's class: its simple name. */
    default String startOrchestration(Class<?> orchestrator, @Nullable Object input) {
        return startOrchestration(orchestrator.getSimpleName(), input, StartOptions.DEFAULT);
    }

    String startOrchestration(String name, @Nullable Object input, StartOptions options);

    /** The time of the batch. */
    Instant now();

    /** To be thrown by function-style entities for operation names that they do not know. */
    default UnknownOperationException unknownOperation() {
        return new UnknownOperationException(id(), operation());
    }
}

package io.perdure.entities;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Use of entities from ordinary code: services, tests, HTTP. Thread-safe; one per actor system is enough.
 *
 * <p>Futures complete on a thread of the runtime: a dependent stage that blocks or computes for long belongs on an
 * executor of your own ({@code thenApplyAsync(f, executor)}). They fail with {@link IllegalArgumentException} (the
 * request is wrong; {@link EntityNotRegisteredException} when nobody has registered the name), {@link EntityOperationFailedException} (a call's operation failed), {@link
 * io.perdure.failures.BusyException} (nothing was accepted; retry after a pause), {@link
 * io.perdure.failures.OutcomeUnknownException} (no answer within the deadline: the operation may or may not have run)
 * or {@link io.perdure.failures.StoreUnavailableException}.
 */
public interface EntityClient {

    /** Sends an operation one way; completes when it is durable, and so will run, exactly once (E-49). */
    default CompletableFuture<Void> signal(EntityId id, String operation, @Nullable Object input) {
        return signal(id, operation, input, RequestOptions.DEFAULT);
    }

    default CompletableFuture<Void> signal(EntityId id, String operation) {
        return signal(id, operation, null, RequestOptions.DEFAULT);
    }

    CompletableFuture<Void> signal(EntityId id, String operation, @Nullable Object input, RequestOptions options);

    /**
     * Runs an operation and gives its result, once it is durable. An extension of the model for clients (E-48). While an
     * orchestration holds the entity the operation waits, durably, and runs after the release, also when the deadline has
     * passed by then (E-77).
     */
    default <R> CompletableFuture<R> call(EntityId id, String operation, @Nullable Object input, Class<R> result) {
        return call(id, operation, input, result, RequestOptions.DEFAULT);
    }

    default <R> CompletableFuture<R> call(EntityId id, String operation, Class<R> result) {
        return call(id, operation, null, result, RequestOptions.DEFAULT);
    }

    <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, Class<R> result, RequestOptions options);

    /** As {@link #call(EntityId, String, Object, Class)}, for a result with type arguments, such as a list. */
    default <R> CompletableFuture<R> call(EntityId id, String operation, @Nullable Object input, TypeRef<R> result) {
        return call(id, operation, input, result, RequestOptions.DEFAULT);
    }

    <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, TypeRef<R> result, RequestOptions options);

    /** The last committed state; empty when the entity does not exist. Creates nothing (E-15, E-101). */
    <S> CompletableFuture<Optional<S>> read(EntityId id, Class<S> type);

    /** As {@link #read(EntityId, Class)}, for a state with type arguments, such as a list. */
    <S> CompletableFuture<Optional<S>> read(EntityId id, TypeRef<S> type);

    /** What is known of an entity; empty when it does not exist (E-102). */
    CompletableFuture<Optional<EntityMetadata>> metadata(EntityId id, boolean fetchState);

    /** One page of entities (E-103). */
    CompletableFuture<EntityPage> list(EntityQuery query);

    /**
     * How many entities {@link #list} would show in all its pages, without reading one. The index is asked: on other nodes'
     * entities it may be some seconds late ({@code perdure.index.interval}). Page size and token do not count.
     */
    CompletableFuture<Long> count(EntityQuery query);

    /** The operations that an entity ran, newest first. Token null for the first page. */
    CompletableFuture<HistoryPage> history(EntityId id, int pageSize, @Nullable String token);

    /**
     * Removes the remains of empty entities, and releases locks whose owner is unknown or has ended (E-105 … E-107). A
     * released entity goes to the next that waits for it; where no orchestrations are served, none is released.
     */
    CompletableFuture<CleanStorageResult> cleanStorage(CleanStorageRequest request);

    /**
     * Removes an entity whatever its state, with everything that waits in it. Administrative: may lose messages (E-108).
     *
     * @return whether there was anything to remove
     */
    CompletableFuture<Boolean> purge(EntityId id);

    /**
     * A typed view of the entity that the interface names (see {@link EntityName}) under a key: {@code void} methods
     * signal, methods that return a {@code CompletionStage} or {@code CompletableFuture} call; at most one parameter
     * (E-46).
     *
     * <p>A {@code void} method returns when its signal is durable, and throws when it is not: it blocks for a write to the
     * store. Not for threads that others wait for, such as an actor's dispatcher, an event loop, or the one on which a
     * future of this client completes; use {@link #signal} there.
     *
     * @throws IllegalArgumentException when the interface is not of that form, naming the method
     */
    <T> T entity(Class<T> operations, String key);

    <T> T entity(Class<T> operations, EntityId id);

    // The string-JSON forms serve gateways that neither know nor need the types.

    /** As {@link #signal}, with an input that is JSON text already. */
    CompletableFuture<Void> signalJson(EntityId id, String operation, @Nullable String input, RequestOptions options);

    /** As {@link #call}, with JSON text both ways; an empty result is {@code null}. */
    CompletableFuture<@Nullable String> callJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options);

    /** As {@link #read}, as JSON text. */
    CompletableFuture<Optional<String>> readJson(EntityId id);
}

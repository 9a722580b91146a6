package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.TypeRef;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.DurableClient;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client of entities, on the kernel's. */
public final class DefaultEntityClient implements EntityClient {

    private final Json json = new Json();
    private final DurableClient durable;
    private final Function<EntityId, Optional<EntityNotRegisteredException>> missing;
    private final EntityRequests requests;
    private final EntityReads reads;
    private final EntityLists lists;
    private final EntityHistory history;
    private final StorageCleaner cleaner;

    /** For a process that does not know which entities exist: names are checked where the entity runs. */
    public DefaultEntityClient(DurableClient durable, EntityClientSettings settings) {
        this(durable, settings, id -> Optional.empty());
    }

    /** @param missing says why nothing can be sent to an entity, such as {@link EntityRegistryImpl#missing} */
    public DefaultEntityClient(
            DurableClient durable,
            EntityClientSettings settings,
            Function<EntityId, Optional<EntityNotRegisteredException>> missing) {
        this.durable = durable;
        this.missing = missing;
        requests = new EntityRequests(durable, json, PayloadLimit.payload(settings.maxPayloadBytes()), missing);
        reads = new EntityReads(durable, json);
        lists = new EntityLists(durable, reads, json, settings.listReads());
        history = new EntityHistory(durable, json);
        cleaner = new StorageCleaner(durable, json, settings.listReads());
    }

    /** Empty is an answer: a misspelt name must not get it. */
    private <T> CompletableFuture<T> known(EntityId id, Supplier<CompletableFuture<T>> question) {
        return missing.apply(id).map(CompletableFuture::<T>failedFuture).orElseGet(() -> Futures.checked(question));
    }

    @Override
    public CompletableFuture<Void> signal(
            EntityId id, String operation, @Nullable Object input, RequestOptions options) {
        return Futures.checked(() -> sendSignal(id, operation, requests.write(id, operation, input), options));
    }

    @Override
    public CompletableFuture<Void> signalJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return Futures.checked(() -> sendSignal(id, operation, requests.checkJson(id, operation, input), options));
    }

    private CompletableFuture<Void> sendSignal(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return Futures.map(requests.send(EntityMessages.SIGNAL, id, operation, input, options), accepted -> null);
    }

    @Override
    public <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, Class<R> result, RequestOptions options) {
        return callAs(id, operation, input, result, options);
    }

    @Override
    public <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, TypeRef<R> result, RequestOptions options) {
        return callAs(id, operation, input, result.type(), options);
    }

    @SuppressWarnings("unchecked") // R is what the type says
    private <R> CompletableFuture<R> callAs(
            EntityId id, String operation, @Nullable Object input, Type result, RequestOptions options) {
        return Futures.checked(() -> {
            String text = requests.write(id, operation, input);
            return Futures.map(requests.send(EntityMessages.CALL, id, operation, text, options), answer ->
                    (R) requests.readResult(id, operation, answer, result));
        });
    }

    @Override
    public CompletableFuture<@Nullable String> callJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return Futures.checked(() ->
                requests.send(EntityMessages.CALL, id, operation, requests.checkJson(id, operation, input), options));
    }

    @Override
    public <S> CompletableFuture<Optional<S>> read(EntityId id, Class<S> type) {
        return readAs(id, type);
    }

    @Override
    public <S> CompletableFuture<Optional<S>> read(EntityId id, TypeRef<S> type) {
        return readAs(id, type.type());
    }

    @SuppressWarnings("unchecked") // S is what the type says
    private <S> CompletableFuture<Optional<S>> readAs(EntityId id, Type type) {
        return Futures.map(readJson(id), state -> {
            try {
                return state.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable((S) json.read(state.get(), json.type(type)));
            } catch (JsonProcessingException e) {
                throw new PerdureException("State of %s does not fit %s: %s"
                        .formatted(
                                id,
                                type.getTypeName(),
                                json.misfit(e, state.orElse("")).text()));
            }
        });
    }

    @Override
    public CompletableFuture<Optional<String>> readJson(EntityId id) {
        return known(id, () -> reads.state(id));
    }

    @Override
    public CompletableFuture<Optional<EntityMetadata>> metadata(EntityId id, boolean fetchState) {
        return known(
                id,
                () -> Futures.map(
                        reads.metadata(id, fetchState),
                        found -> found.exists() ? Optional.of(found) : Optional.empty()));
    }

    @Override
    public CompletableFuture<EntityPage> list(EntityQuery query) {
        return Futures.checked(() -> lists.list(query));
    }

    @Override
    public CompletableFuture<Long> count(EntityQuery query) {
        return Futures.checked(() -> lists.count(query));
    }

    @Override
    public CompletableFuture<HistoryPage> history(EntityId id, int pageSize, @Nullable String token) {
        return known(id, () -> history.page(id, pageSize, token));
    }

    @Override
    public CompletableFuture<CleanStorageResult> cleanStorage(CleanStorageRequest request) {
        return Futures.checked(() -> cleaner.clean(request));
    }

    @Override
    public CompletableFuture<Boolean> purge(EntityId id) {
        return durable.erase(EntityMessages.addressOf(id));
    }

    @Override
    public <T> T entity(Class<T> operations, String key) {
        return entity(operations, EntityId.of(operations, key));
    }

    @Override
    public <T> T entity(Class<T> operations, EntityId id) {
        var form = OperationsInterface.of(operations).forClients();
        return operations.cast(form.proxy((call, input) -> call.result() == null
                ? accepted(signal(id, call.operation(), input))
                : callAs(id, call.operation(), input, call.result(), RequestOptions.DEFAULT)));
    }

    /** A void method returns when its signal is durable (E-49), and has no other way to say that it is not. */
    private static @Nullable Object accepted(CompletableFuture<Void> signal) {
        try {
            return signal.join();
        } catch (CompletionException e) {
            if (Futures.unwrapped(e) instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}

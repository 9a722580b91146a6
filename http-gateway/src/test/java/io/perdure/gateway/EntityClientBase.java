package io.perdure.gateway;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.TypeRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The part of the client that HTTP has no use for. */
abstract class EntityClientBase implements EntityClient {
    @Override
    public CompletableFuture<Void> signal(
            EntityId id, String operation, @Nullable Object input, RequestOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, Class<R> result, RequestOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> CompletableFuture<R> call(
            EntityId id, String operation, @Nullable Object input, TypeRef<R> result, RequestOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S> CompletableFuture<Optional<S>> read(EntityId id, TypeRef<S> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S> CompletableFuture<Optional<S>> read(EntityId id, Class<S> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Optional<EntityMetadata>> metadata(EntityId id, boolean fetchState) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<CleanStorageResult> cleanStorage(CleanStorageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Boolean> purge(EntityId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T entity(Class<T> operations, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T entity(Class<T> operations, EntityId id) {
        throw new UnsupportedOperationException();
    }
}

package io.perdure.gateway;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.RequestOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that answers every request alike: for what an engine in good health never does. */
final class ScriptedEntities extends EntityClientBase {
    private final Supplier<CompletableFuture<?>> script;

    ScriptedEntities(Supplier<CompletableFuture<?>> script) {
        this.script = script;
    }

    static ScriptedEntities failing(Throwable failure) {
        return new ScriptedEntities(() -> CompletableFuture.failedFuture(failure));
    }

    @Override
    public CompletableFuture<Void> signalJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return next();
    }

    @Override
    public CompletableFuture<@Nullable String> callJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return next();
    }

    @Override
    public CompletableFuture<Optional<String>> readJson(EntityId id) {
        return next();
    }

    @Override
    public CompletableFuture<EntityPage> list(EntityQuery query) {
        return next();
    }

    @Override
    public CompletableFuture<Long> count(EntityQuery query) {
        return next();
    }

    @Override
    public CompletableFuture<HistoryPage> history(EntityId id, int pageSize, @Nullable String token) {
        return next();
    }

    @SuppressWarnings("unchecked") // the test knows what it asks for
    private <T> CompletableFuture<T> next() {
        return (CompletableFuture<T>) script.get();
    }
}

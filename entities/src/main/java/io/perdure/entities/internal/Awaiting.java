package io.perdure.entities.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Operations may give their result later (E-42). */
final class Awaiting {

    private Awaiting() {}

    static @Nullable Object result(@Nullable Object value) throws Exception {
        if (value instanceof CompletionStage<?> stage) {
            return get(stage.toCompletableFuture());
        }
        return value instanceof Future<?> future ? get(future) : value;
    }

    private static @Nullable Object get(Future<?> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}

package io.perdure.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of an instance in memory, and where the answer goes.
 *
 * @param to the instance
 * @param number orders what is asked
 * @param repeatable whether it may be said again when its outcome is not known
 * @param saying says it to an instance
 * @param reading makes the answer, or the failure, of a reply
 * @param <T> the answer
 */
record MemoryAsk<T extends @Nullable Object>(
        Address to,
        long number,
        boolean repeatable,
        BiConsumer<DurableCore<?, ?, MemoryAsk<?>>, MemoryAsk<?>> saying,
        BiConsumer<Reply, CompletableFuture<T>> reading,
        CompletableFuture<T> future) {

    void say(DurableCore<?, ?, MemoryAsk<?>> core) {
        saying.accept(core, this);
    }

    void answer(Reply reply) {
        reading.accept(reply, future);
    }

    /** Each is one of its own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}

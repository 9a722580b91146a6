package io.perdure.gateway;

import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Waits of callers for the end of instances: none holds a thread, and all are over when the server stops (H-103). */
final class CompletionWaits {
    private final OrchestrationClient client;
    private final Map<Long, CompletableFuture<Optional<OrchestrationMetadata>>> open = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong();
    private volatile boolean stopping;

    CompletionWaits(OrchestrationClient client) {
        this.client = client;
    }

    /** The instance, when it ends in time; empty when it does not, or when the server stops before. */
    CompletableFuture<Optional<OrchestrationMetadata>> end(String id, Duration timeout) {
        CompletableFuture<Optional<OrchestrationMetadata>> end = Stages.recoverWith(
                Stages.map(client.waitForCompletion(id, timeout), Optional::of),
                failure -> failure instanceof TimeoutException
                        ? Stages.done(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
        Long key = lastKey.incrementAndGet();
        open.put(key, end);
        var unused = end.whenCompleteAsync((found, failure) -> open.remove(key), Runnable::run);
        if (stopping) {
            end.complete(Optional.empty());
        }
        return end;
    }

    /** Lets everybody go who waits, now and later. */
    void stop() {
        stopping = true;
        open.values().forEach(end -> end.complete(Optional.empty()));
    }
}

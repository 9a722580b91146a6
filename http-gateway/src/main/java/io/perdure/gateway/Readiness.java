package io.perdure.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Whether this node should get requests: it serves, is not about to stop, is in its cluster, and its store answers. */
final class Readiness {
    private final BooleanSupplier isMember;
    private final Supplier<CompletionStage<?>> askStore;
    private final Duration interval;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    private volatile boolean stopping;
    private CompletableFuture<Optional<String>> last = new CompletableFuture<>();
    private boolean asked;
    private long askedAt;

    Readiness(
            BooleanSupplier isMember,
            Supplier<CompletionStage<?>> askStore,
            Duration interval,
            Duration timeout,
            LongSupplier nanoTime) {
        this.isMember = isMember;
        this.askStore = askStore;
        this.interval = interval;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Not ready from now on, for ever; gives whether it was so already. */
    boolean stop() {
        boolean before = stopping;
        stopping = true;
        return before;
    }

    /** Completes with what is missing; empty when ready. Never fails. */
    CompletableFuture<Optional<String>> missing() {
        if (stopping) {
            return Stages.done(Optional.of("The node is stopping."));
        }
        // Asked each time: it costs nothing, and balancers must look elsewhere before the node's instances move.
        if (!isMember.getAsBoolean()) {
            return Stages.done(Optional.of("The node is no member of its cluster."));
        }
        return store();
    }

    /** One question at a time, and none while the last answer is fresh: probes must not be a load. */
    private synchronized CompletableFuture<Optional<String>> store() {
        boolean fresh = asked && nanoTime.getAsLong() - askedAt < interval.toNanos();
        if (!fresh && (!asked || last.isDone())) {
            asked = true;
            askedAt = nanoTime.getAsLong();
            last = ask();
        }
        return last;
    }

    private CompletableFuture<Optional<String>> ask() {
        CompletableFuture<Optional<String>> answer;
        try {
            answer = Stages.map(askStore.get(), done -> Optional.empty());
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        return Stages.recover(
                answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS),
                failure -> Optional.of(
                        failure instanceof TimeoutException
                                ? "The store has not answered within %s.".formatted(timeout)
                                : "The store is unavailable: %s".formatted(failure.getMessage())));
    }
}

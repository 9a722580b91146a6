package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.BusyException;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.InstanceNotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for instances to begin, to change or to end (O-136): a question is asked again and again until it is answered. */
final class Waits {

    static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** How long one question may wait: when a node dies with it, nobody says so, and this is what it costs. */
    static final Duration PIECE = Duration.ofSeconds(20);

    /** After a question that failed, such as during the move of a shard. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private final DurableClient durable;
    private final Pauses pauses;

    /** What a wait has come to; the trouble is the last one, null when the last question just was not answered. */
    private record Wait(
            Optional<InstanceReads.Seen> seen, @Nullable Throwable trouble, boolean over) {
        static final Wait BEGINNING = new Wait(Optional.empty(), null, false);
    }

    Waits(DurableClient durable, Pauses pauses) {
        this.durable = durable;
        this.pauses = pauses;
    }

    /**
     * Gives the instance, with inputs and outputs.
     *
     * @param question whose answer is the instance; or none, when there is no instance any more
     * @param event completes "has not …"
     * @param timeout zero for the default
     */
    CompletableFuture<InstanceFacts> until(Message question, String id, String event, Duration timeout) {
        InstanceIds.check(id);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "Time-out of a wait for orchestration instance '%s': %s (expected: zero for %s, or more)."
                            .formatted(id, timeout, DEFAULT_TIMEOUT));
        }
        Duration patience = timeout.isZero() ? DEFAULT_TIMEOUT : timeout;
        long start = pauses.nanoTime();
        var end = Futures.repeat(
                Wait.BEGINNING,
                wait -> ask(question, id, left(start, patience), wait),
                wait -> wait.over || wait.seen.isPresent());
        return Futures.map(end, wait -> {
            if (wait.seen.isEmpty()) {
                throw late(id, event, patience, wait.trouble);
            }
            return wait.seen.get().facts();
        });
    }

    private Duration left(long start, Duration patience) {
        return patience.minusNanos(pauses.nanoTime() - start);
    }

    private CompletableFuture<Wait> ask(Message question, String id, Duration left, Wait before) {
        if (left.toMillis() <= 0) {
            return CompletableFuture.completedFuture(new Wait(Optional.empty(), before.trouble, true));
        }
        Duration atMost = left.compareTo(PIECE) < 0 ? left : PIECE;
        var answer = Futures.map(
                durable.await(OrchestrationMessages.addressOf(id), question, atMost),
                view -> new Wait(view == null ? Optional.empty() : there(id, view), null, false));
        return answer.exceptionallyCompose(failure -> isPassing(failure)
                ? Futures.map(
                        pauses.pause(left.compareTo(PAUSE) < 0 ? left : PAUSE),
                        paused -> new Wait(Optional.empty(), failure, false))
                : CompletableFuture.failedFuture(failure));
    }

    private static Optional<InstanceReads.Seen> there(String id, DurableClient.View view) {
        var seen = InstanceReads.seen(id, view);
        if (seen.isEmpty()) {
            throw new InstanceNotFoundException(id);
        }
        return seen;
    }

    /** To ask again does no harm, and a wait outlives the loss of a node. */
    private static boolean isPassing(Throwable failure) {
        return failure instanceof BusyException
                || failure instanceof OutcomeUnknownException
                || failure instanceof StoreUnavailableException;
    }

    private static TimeoutException late(String id, String event, Duration patience, @Nullable Throwable trouble) {
        var late = new TimeoutException("Orchestration instance '%s' has not %s within %s, or does not exist.%s"
                .formatted(id, event, patience, trouble == null ? "" : " Last trouble: " + trouble.getMessage()));
        if (trouble != null) {
            late.initCause(trouble);
        }
        return late;
    }
}

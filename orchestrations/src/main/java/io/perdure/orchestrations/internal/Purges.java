package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceQuery.Position;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Erases instances that have ended (O-140). What is erased is what was looked at: an instance that moves on is spared. */
final class Purges {

    /**
     * An instance may have ended and still have sent what awaits its acknowledgement, usually for a moment. Then it is looked
     * at again; after the last attempt it stays, and can be purged later.
     */
    static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final DurableClient durable;
    private final InstanceReads reads;
    private final int width;
    private final Pauses pauses;

    /**
     * Which instances to erase.
     *
     * @param statuses terminal ones; empty erases nothing
     * @param createdFrom inclusive; null for no bound
     * @param createdTo inclusive; null for no bound
     * @param endedTo inclusive; null for no bound
     * @param batch rows of the index that are taken at once
     */
    record Sweep(
            Set<RuntimeStatus> statuses,
            @Nullable Instant createdFrom,
            @Nullable Instant createdTo,
            @Nullable Instant endedTo,
            int batch) {

        Sweep {
            statuses = statuses.stream().filter(RuntimeStatus::isTerminal).collect(Collectors.toUnmodifiableSet());
        }

        private InstanceQuery after(@Nullable Position position) {
            return new InstanceQuery(
                    OrchestrationMessages.KIND,
                    "",
                    null,
                    null,
                    statuses.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()),
                    createdFrom,
                    createdTo,
                    null,
                    endedTo,
                    InstanceQuery.Order.CREATED,
                    position,
                    batch);
        }

        /** The index may be behind, or show when its id was used first: what counts is the instance. */
        private boolean takes(InstanceFacts facts) {
            return statuses.contains(facts.runtimeStatus())
                    && (createdFrom == null || !facts.createdAt().isBefore(createdFrom))
                    && (createdTo == null || !facts.createdAt().isAfter(createdTo))
                    && (endedTo == null || !facts.lastUpdatedAt().isAfter(endedTo));
        }
    }

    private record Attempt(int number, boolean over, boolean erased) {}

    private record Progress(long erased, @Nullable Position after, boolean over) {}

    Purges(DurableClient durable, InstanceReads reads, int width, Pauses pauses) {
        this.durable = durable;
        this.reads = reads;
        this.width = width;
        this.pauses = pauses;
    }

    CompletableFuture<Boolean> one(String id) {
        return one(id, facts -> facts.runtimeStatus().isTerminal());
    }

    private CompletableFuture<Boolean> one(String id, Predicate<InstanceFacts> wanted) {
        return Futures.map(
                Futures.repeat(new Attempt(1, false, false), attempt -> look(id, wanted, attempt), Attempt::over),
                Attempt::erased);
    }

    private CompletableFuture<Attempt> look(String id, Predicate<InstanceFacts> wanted, Attempt attempt) {
        return Futures.then(reads.status(id, false), seen -> {
            if (seen.isEmpty() || !wanted.test(seen.get().facts())) {
                return CompletableFuture.completedFuture(new Attempt(attempt.number, true, false));
            }
            var erased = durable.erase(
                    OrchestrationMessages.addressOf(id), seen.get().version());
            return Futures.then(
                    erased,
                    done -> done || attempt.number == ATTEMPTS
                            ? CompletableFuture.completedFuture(new Attempt(attempt.number, true, done))
                            : again(attempt));
        });
    }

    private CompletableFuture<Attempt> again(Attempt attempt) {
        var length = FIRST_PAUSE.multipliedBy(1L << (attempt.number - 1));
        return Futures.map(pauses.pause(length), paused -> new Attempt(attempt.number + 1, false, false));
    }

    /** How many were erased. */
    CompletableFuture<Long> all(Sweep sweep) {
        return Futures.map(
                Futures.repeat(
                        new Progress(0, null, sweep.statuses().isEmpty()),
                        progress -> Futures.then(
                                durable.query(sweep.after(progress.after)), rows -> batch(sweep, rows, progress)),
                        Progress::over),
                Progress::erased);
    }

    private CompletableFuture<Progress> batch(Sweep sweep, List<InstanceRow> rows, Progress before) {
        var answers = Futures.each(rows, width, row -> one(row.address().key(), sweep::takes));
        return Futures.map(answers, erased -> {
            long count = erased.stream().filter(Boolean::booleanValue).count();
            boolean last = rows.size() < sweep.batch();
            return new Progress(
                    before.erased + count, last ? null : InstanceLists.position(rows.get(rows.size() - 1)), last);
        });
    }
}

package io.perdure.kernel;

import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of the logics stand on. Thread-safe. Futures fail with {@link
 * io.perdure.failures.BusyException}, {@link io.perdure.failures.OutcomeUnknownException} or {@link
 * io.perdure.failures.StoreUnavailableException}; a failure that the logic reports is part of the {@link Response}.
 * They complete on a thread of the runtime.
 */
public interface DurableClient {

    /**
     * A read's answer.
     *
     * @param version journal sequence number of the state that was read; 0 when the instance never had a step
     * @param updatedAt time of its last step; {@link Instant#EPOCH} when there was none
     * @param backlog messages that wait in its inbox
     */
    record View(Response answer, long version, Instant updatedAt, int backlog) {}

    /**
     * One step out of the journal.
     *
     * @param delta the logic's own delta type; null when the step changed nothing of the logic's
     */
    record Step(long version, Instant at, @Nullable Object delta) {}

    /**
     * Delivers a message and gives its outcome once the step that took it is durable.
     *
     * @param requestId see {@link Origin.Client}
     * @param deadline null for {@code perdure.client.deadline}
     */
    CompletableFuture<Response> request(
            Address to, Message message, @Nullable String requestId, @Nullable Duration deadline);

    /**
     * As {@link #request}, to an instance whose address has just been made up at random, so that nobody can have used it
     * and there is nothing to read. Should there be something all the same, nothing is lost: the journal refuses the write
     * and the instance is read after all. (Not for an address whose first steps have been trimmed: nothing refuses then.)
     */
    CompletableFuture<Response> create(Address to, Message message, @Nullable Duration deadline);

    /**
     * Asks about the first committed state from which the question {@link DurableLogic#isAnswerable can be answered}.
     *
     * @param atMost how long to wait; then the future completes with null. Zero for one look
     */
    CompletableFuture<@Nullable View> await(Address of, Message question, Duration atMost);

    /** Asks about the last committed state; never waits behind a commit and creates nothing. */
    CompletableFuture<View> read(Address of, Message question);

    /** Rows of the index, after everything that this node has committed so far is in it. */
    CompletableFuture<List<InstanceRow>> query(InstanceQuery query);

    /** How many rows a query has, by status, as of the same moment; its limit does not count. */
    CompletableFuture<Map<String, Long>> count(InstanceQuery query);

    /** Steps of one instance with a version below {@code before}, newest first, as far back as they are kept. */
    CompletableFuture<List<Step>> history(Address of, long before, int limit);

    /** Erases the instance if nothing about it needs remembering any more; says whether it did. */
    CompletableFuture<Boolean> reclaim(Address address);

    /**
     * Erases the instance if it still is at that version, and nothing that it has sent awaits its acknowledgement; says
     * whether it did.
     */
    CompletableFuture<Boolean> erase(Address address, long version);

    /** Erases the instance whatever its state; says whether there was anything. Administrative. */
    CompletableFuture<Boolean> erase(Address address);
}

package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.WaitingFor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions about one instance; none creates it. */
final class InstanceReads {

    /**
     * An instance as it was at one moment.
     *
     * @param version of its journal then
     */
    record Seen(InstanceFacts facts, long version) {}

    private final DurableClient durable;

    InstanceReads(DurableClient durable) {
        this.durable = durable;
    }

    static Message question(String verb, boolean fetch) {
        return new Message(verb, "", null, 0, fetch ? Map.of(OrchestrationMessages.FETCH, "true") : Map.of());
    }

    static Message changeSince(long statusVersion) {
        return new Message(
                OrchestrationMessages.AWAIT_CHANGE,
                "",
                null,
                0,
                Map.of(OrchestrationMessages.FETCH, "true", OrchestrationMessages.SINCE, Long.toString(statusVersion)));
    }

    /** Empty also for an id that no instance can have: it is then simply unknown (H-46). */
    CompletableFuture<Optional<Seen>> status(String id, boolean fetch) {
        if (!InstanceIds.isLegal(id)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var question = question(OrchestrationMessages.READ_STATUS, fetch);
        return Futures.map(durable.read(OrchestrationMessages.addressOf(id), question), view -> seen(id, view));
    }

    static Optional<Seen> seen(String id, DurableClient.View view) {
        String text = result(id, view);
        return text == null ? Optional.empty() : Optional.of(new Seen(InstanceFacts.parse(text), view.version()));
    }

    CompletableFuture<List<HistoryEvent>> history(String id) {
        if (!InstanceIds.isLegal(id)) {
            return CompletableFuture.failedFuture(new InstanceNotFoundException(id));
        }
        var question = question(OrchestrationMessages.READ_HISTORY, false);
        return Futures.map(durable.read(OrchestrationMessages.addressOf(id), question), view -> {
            String text = result(id, view);
            if (text == null) {
                throw new InstanceNotFoundException(id);
            }
            return HistoryJson.read(text);
        });
    }

    /** As the instance has it: who holds entities it does not know. */
    CompletableFuture<List<WaitingFor>> waits(String id) {
        if (!InstanceIds.isLegal(id)) {
            return CompletableFuture.failedFuture(new InstanceNotFoundException(id));
        }
        var question = question(OrchestrationMessages.READ_WAITS, false);
        return Futures.map(durable.read(OrchestrationMessages.addressOf(id), question), view -> {
            String text = result(id, view);
            if (text == null) {
                throw new InstanceNotFoundException(id);
            }
            return CurrentWaits.Found.parse(text);
        });
    }

    /** Null when there is no such instance. */
    private static @Nullable String result(String id, DurableClient.View view) {
        FailureDetails failure = view.answer().failure();
        if (failure != null && !failure.errorType().equals(OrchestrationMessages.NOT_FOUND)) {
            throw new PerdureException(
                    "Orchestration instance '%s' cannot be read: %s".formatted(id, failure.summary()));
        }
        return view.answer().result();
    }
}

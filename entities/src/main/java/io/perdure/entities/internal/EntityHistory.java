package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.OperationRecord;
import io.perdure.entities.internal.PageTokens.HistoryPlace;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.DurableClient.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The operations of an entity out of its journal, newest first. A page may end in the middle of a step. */
final class EntityHistory {

    /** A step may have thousands of operations: a page looks at this many steps at most, and may be short. */
    private static final int MAX_STEPS = 100;

    private final DurableClient durable;
    private final Json json;

    EntityHistory(DurableClient durable, Json json) {
        this.durable = durable;
        this.json = json;
    }

    CompletableFuture<HistoryPage> page(EntityId id, int pageSize, @Nullable String token) {
        if (pageSize < 1 || pageSize > EntityQuery.MAX_PAGE) {
            throw new IllegalArgumentException(
                    "Page size: %d (expected: 1 to %d).".formatted(pageSize, EntityQuery.MAX_PAGE));
        }
        HistoryPlace place = PageTokens.history(token);
        int limit = Math.min(pageSize, MAX_STEPS);
        return Futures.map(
                durable.history(EntityMessages.addressOf(id), place.before(), limit),
                steps -> page(steps, place.offset(), pageSize, steps.size() == limit));
    }

    private HistoryPage page(List<Step> steps, int offset, int pageSize, boolean maybeMore) {
        List<OperationRecord> page = new ArrayList<>();
        int skip = offset;
        for (Step step : steps) {
            List<LoggedOperation> log = logOf(step);
            for (int newest = skip; newest < log.size(); newest++) {
                if (page.size() == pageSize) {
                    return new HistoryPage(page, PageTokens.history(new HistoryPlace(step.version() + 1, newest)));
                }
                page.add(record(step, log.get(log.size() - 1 - newest)));
            }
            skip = 0;
        }
        long last = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).version();
        boolean more = maybeMore && last > 1;
        return new HistoryPage(page, more ? PageTokens.history(new HistoryPlace(last, 0)) : null);
    }

    private static List<LoggedOperation> logOf(Step step) {
        return step.delta() instanceof EntityDelta delta ? delta.log() : List.of();
    }

    private OperationRecord record(Step step, LoggedOperation operation) {
        return new OperationRecord(
                step.version(),
                step.at(),
                operation.operation(),
                operation.sender(),
                operation.requestId(),
                tree(operation.result()),
                operation.failure());
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        try {
            return text == null ? null : json.tree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "History has a result that is not JSON (%s).".formatted(Misfit.place(e)), e);
        }
    }
}

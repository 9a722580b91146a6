package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lists of entities out of the index, page by page (E-103). */
final class EntityLists {

    private final DurableClient durable;
    private final EntityReads reads;
    private final Json json;
    private final int width;

    EntityLists(DurableClient durable, EntityReads reads, Json json, int width) {
        this.durable = durable;
        this.reads = reads;
        this.json = json;
        this.width = width;
    }

    CompletableFuture<EntityPage> list(EntityQuery query) {
        return Futures.then(durable.query(rowsOf(query)), rows -> page(query, rows));
    }

    CompletableFuture<Long> count(EntityQuery query) {
        return Futures.map(
                durable.count(rowsOf(query.after(null))),
                byStatus ->
                        byStatus.values().stream().mapToLong(Long::longValue).sum());
    }

    private static InstanceQuery rowsOf(EntityQuery query) {
        IdPrefix ids = IdPrefix.of(query);
        return new InstanceQuery(
                EntityMessages.KIND,
                ids.name(),
                ids.namePrefix(),
                ids.keyPrefix(),
                query.includeTransient() ? Set.of() : Set.of(EntityLogic.EXISTS),
                query.lastOperationFrom(),
                query.lastOperationTo(),
                PageTokens.list(query.continuationToken()),
                query.pageSize() + 1);
    }

    private CompletableFuture<EntityPage> page(EntityQuery query, List<InstanceRow> found) {
        List<InstanceRow> rows = found.subList(0, Math.min(found.size(), query.pageSize()));
        String next = rows.size() == found.size() ? null : tokenAfter(rows.get(rows.size() - 1));
        if (!query.fetchState()) {
            return CompletableFuture.completedFuture(
                    new EntityPage(rows.stream().map(row -> metadata(row, null)).toList(), next));
        }
        var read = Futures.each(
                rows, width, row -> Futures.map(reads.metadata(idOf(row), true), facts -> metadata(row, facts)));
        return Futures.map(
                read,
                entities -> new EntityPage(
                        // Deleted since its row was written: then the page is short.
                        entities.stream()
                                .filter(entity -> entity.exists() || query.includeTransient())
                                .toList(),
                        next));
    }

    /** The time is the index's, the one that the query's bounds are compared with. */
    private EntityMetadata metadata(InstanceRow row, @Nullable EntityMetadata facts) {
        if (facts != null) {
            return new EntityMetadata(
                    facts.id(),
                    row.updatedAt(),
                    facts.backlogSize(),
                    facts.lockedBy(),
                    facts.exists(),
                    true,
                    facts.stateJson());
        }
        LockSummary lock = LockSummary.of(row, json);
        boolean exists = row.status().equals(EntityLogic.EXISTS);
        return new EntityMetadata(
                idOf(row), row.updatedAt(), 0, lock == null ? null : lock.lockedBy(), exists, false, null);
    }

    private static EntityId idOf(InstanceRow row) {
        return EntityMessages.idOf(row.address());
    }

    static String tokenAfter(InstanceRow row) {
        return PageTokens.list(
                new InstanceQuery.Position(row.address().name(), row.address().key()));
    }
}

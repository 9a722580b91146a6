package io.perdure.entities.internal;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Removes entities of which nothing is left to remember, and releases locks whose owner has ended (E-105, E-106, E-107).
 * Whether that is so the entity decides.
 */
final class StorageCleaner {

    private static final int PAGE = 100;

    private final DurableClient durable;
    private final OrphanedLocks locks;
    private final int width;

    StorageCleaner(DurableClient durable, Json json, int width) {
        this.durable = durable;
        this.locks = new OrphanedLocks(durable, json, width);
        this.width = width;
    }

    CompletableFuture<CleanStorageResult> clean(CleanStorageRequest request) {
        var position = PageTokens.list(request.continuationToken());
        if (!request.removeEmptyEntities() && !request.releaseOrphanedLocks()) {
            return CompletableFuture.completedFuture(new CleanStorageResult(0, 0, null));
        }
        var all = new CompletableFuture<CleanStorageResult>();
        cleanFrom(position, request, new CleanStorageResult(0, 0, null), all);
        return all;
    }

    /** Not a chain of futures: one of a thousand pages would end by a thousand nested completions. */
    private void cleanFrom(
            InstanceQuery.@Nullable Position position,
            CleanStorageRequest request,
            CleanStorageResult before,
            CompletableFuture<CleanStorageResult> all) {
        var unused = Futures.checked(() -> page(position, request)).whenComplete((page, failure) -> {
            if (failure != null) {
                all.completeExceptionally(Futures.unwrapped(failure));
                return;
            }
            var soFar = new CleanStorageResult(
                    before.emptyEntitiesRemoved() + page.emptyEntitiesRemoved(),
                    before.orphanedLocksReleased() + page.orphanedLocksReleased(),
                    page.continuationToken());
            if (page.continuationToken() == null || !request.continueUntilComplete()) {
                all.complete(soFar);
            } else {
                cleanFrom(PageTokens.list(page.continuationToken()), request, soFar, all);
            }
        });
    }

    private CompletableFuture<CleanStorageResult> page(
            InstanceQuery.@Nullable Position position, CleanStorageRequest request) {
        // Locks are also held on entities that exist.
        Set<String> statuses = request.releaseOrphanedLocks() ? Set.of() : Set.of(EntityLogic.ABSENT);
        var query = new InstanceQuery(EntityMessages.KIND, null, null, null, statuses, null, null, position, PAGE);
        return Futures.then(durable.query(query), rows -> {
            String next = rows.size() < PAGE ? null : EntityLists.tokenAfter(rows.get(rows.size() - 1));
            var released = request.releaseOrphanedLocks() ? locks.release(rows) : CompletableFuture.completedFuture(0);
            return Futures.then(
                    released,
                    orphans ->
                            Futures.map(removed(request, rows), empty -> new CleanStorageResult(empty, orphans, next)));
        });
    }

    private CompletableFuture<Integer> removed(CleanStorageRequest request, List<InstanceRow> rows) {
        List<InstanceRow> absent = !request.removeEmptyEntities()
                ? List.of()
                : rows.stream()
                        .filter(row -> row.status().equals(EntityLogic.ABSENT))
                        .toList();
        return Futures.map(Futures.each(absent, width, row -> durable.reclaim(row.address())), answers ->
                (int) answers.stream().filter(Boolean::booleanValue).count());
    }
}

package io.perdure.entities.internal;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Removes entities of which nothing is left to remember (E-105, E-106). Whether that is so the kernel decides. */
final class StorageCleaner {

    private static final int PAGE = 100;

    private final DurableClient durable;
    private final int width;

    StorageCleaner(DurableClient durable, int width) {
        this.durable = durable;
        this.width = width;
    }

    CompletableFuture<CleanStorageResult> clean(CleanStorageRequest request) {
        var position = PageTokens.list(request.continuationToken());
        if (!request.removeEmptyEntities()) {
            return CompletableFuture.completedFuture(new CleanStorageResult(0, 0, null));
        }
        var absent = new InstanceQuery(
                EntityMessages.KIND, null, null, null, Set.of(EntityLogic.ABSENT), null, null, position, PAGE);
        return Futures.then(durable.query(absent), rows -> removeAll(request, rows));
    }

    private CompletableFuture<CleanStorageResult> removeAll(CleanStorageRequest request, List<InstanceRow> rows) {
        var removed = Futures.each(rows, width, row -> durable.reclaim(row.address()));
        return Futures.then(removed, answers -> {
            int count = (int) answers.stream().filter(Boolean::booleanValue).count();
            String next = rows.size() < PAGE ? null : EntityLists.tokenAfter(rows.get(rows.size() - 1));
            var page = new CleanStorageResult(count, 0, next);
            if (next == null || !request.continueUntilComplete()) {
                return CompletableFuture.completedFuture(page);
            }
            var rest = new CleanStorageRequest(true, request.releaseOrphanedLocks(), true, next);
            return Futures.map(
                    clean(rest),
                    later -> new CleanStorageResult(
                            page.emptyEntitiesRemoved() + later.emptyEntitiesRemoved(), 0, later.continuationToken()));
        });
    }
}

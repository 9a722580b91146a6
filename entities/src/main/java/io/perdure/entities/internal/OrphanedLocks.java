package io.perdure.entities.internal;

import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.kernel.store.InstanceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Releases locks whose owner has ended (E-105, E-107). Whether an entity is still locked so it decides itself. */
final class OrphanedLocks {

    private record Held(Address entity, LockSummary lock) {}

    private final DurableClient durable;
    private final Json json;
    private final LockOwners owners;
    private final int width;

    OrphanedLocks(DurableClient durable, Json json, int width) {
        this.durable = durable;
        this.json = json;
        this.owners = new LockOwners(durable, json);
        this.width = width;
    }

    /** Gives how many of these entities were released. */
    CompletableFuture<Integer> release(List<InstanceRow> rows) {
        List<Held> held = held(rows);
        List<String> ids =
                held.stream().map(one -> one.lock().lockedBy()).distinct().toList();
        return Futures.then(Futures.each(ids, width, owners::hasEnded), ended -> {
            Map<String, Boolean> byId = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                byId.put(ids.get(i), ended.get(i));
            }
            return releaseAll(held.stream()
                    .filter(one -> byId.getOrDefault(one.lock().lockedBy(), false))
                    .toList());
        });
    }

    private List<Held> held(List<InstanceRow> rows) {
        List<Held> held = new ArrayList<>();
        for (InstanceRow row : rows) {
            LockSummary lock = LockSummary.of(row, json);
            if (lock != null) {
                held.add(new Held(row.address(), lock));
            }
        }
        return held;
    }

    private CompletableFuture<Integer> releaseAll(List<Held> orphaned) {
        var answers =
                Futures.each(orphaned, width, one -> durable.request(one.entity(), release(one.lock()), null, null));
        return Futures.map(answers, all -> (int)
                all.stream().filter(answer -> "true".equals(answer.result())).count());
    }

    private static Message release(LockSummary lock) {
        return new Message(
                EntityMessages.RELEASE_ORPHAN, lock.callId(), null, 0, Map.of(EntityMessages.OWNER, lock.lockedBy()));
    }
}

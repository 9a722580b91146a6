package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.entities.internal.Futures;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.WaitingFor;
import io.perdure.orchestrations.WaitingFor.EntityCall;
import io.perdure.orchestrations.WaitingFor.EntityLock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks the entities that an instance waits for who holds them. */
final class LockHolders {

    /** Of the answer to {@link EntityMessages#READ_METADATA}. */
    private record Facts(@Nullable String lockedBy) {}

    private final DurableClient durable;
    private final int width;

    LockHolders(DurableClient durable, int width) {
        this.durable = durable;
        this.width = width;
    }

    /** The same waits, with the holders in them. */
    CompletableFuture<List<WaitingFor>> named(String instanceId, List<WaitingFor> waits) {
        return Futures.each(waits, width, wait -> named(instanceId, wait));
    }

    private CompletableFuture<WaitingFor> named(String instanceId, WaitingFor wait) {
        if (wait instanceof EntityCall call) {
            return Futures.map(
                    holder(instanceId, call.entity()),
                    holder -> new EntityCall(call.entity(), call.operation(), call.taskNumber(), call.since(), holder));
        } else if (wait instanceof EntityLock lock) {
            return Futures.map(
                    holder(instanceId, lock.entity()),
                    holder -> new EntityLock(lock.entity(), lock.taskNumber(), lock.since(), holder));
        }
        return CompletableFuture.completedFuture(wait);
    }

    /** Another instance that holds the entity; null when none does. */
    private CompletableFuture<@Nullable String> holder(String instanceId, EntityId entity) {
        var question = Message.of(EntityMessages.READ_METADATA, entity.name(), null);
        return Futures.map(durable.read(EntityMessages.addressOf(entity), question), view -> {
            FailureDetails failure = view.answer().failure();
            String text = view.answer().result();
            if (failure != null || text == null) {
                throw new PerdureException("Entity %s did not say who holds it: %s"
                        .formatted(entity, failure == null ? "no answer" : failure.summary()));
            }
            String holder = WireJson.read(text, Facts.class).lockedBy();
            return instanceId.equals(holder) ? null : holder;
        });
    }
}

package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.internal.LockTransition.Arrival;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of an entity, up to the batch limit (E-61, E-62): scheduled signals that are due, then what is left in the
 * queue, then what has come. While the entity is locked only its holder's operations run; everything else is queued.
 */
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.entities.Operations");

    private final EntityId id;
    private final Batch<EntityState> batch;
    private final EntityRegistryImpl registry;
    private final EntitySettings settings;
    private final BatchOperations operations;
    private final WaitingLimit limit;
    private final BatchOutput output = new BatchOutput();
    private final List<ScheduledSignal> kept = new ArrayList<>();
    private LockTransition locks;
    private int fired;
    private int room;

    BatchRun(EntityId id, Batch<EntityState> batch, EntityRegistryImpl registry, EntitySettings settings) {
        this.id = id;
        this.batch = batch;
        this.registry = registry;
        this.settings = settings;
        this.operations = new BatchOperations(id, batch, registry, settings);
        this.limit = new WaitingLimit(id, batch, settings.maxWaiting());
        this.locks = LockTransition.from(batch.state().lockState());
    }

    Outcome<EntityDelta> run() {
        try {
            fireDue();
            drain();
            // When there is no room left, older work may still wait, which must not be overtaken.
            for (int i = 0; i < batch.incoming().size() && room > 0; i++) {
                var verdict = limit.of(i, locks);
                if (verdict == WaitingLimit.Verdict.LEFT) {
                    return fired == 0 && output.isEmpty()
                            ? new Outcome.Refused<>(limit.busy(locks), batch.now())
                            : finish(); // what came before stands; the rest is refused in the next step
                }
                room--;
                if (verdict == WaitingLimit.Verdict.ANSWERED_BUSY) {
                    output.answer(Response.failed(limit.busy(locks)));
                } else {
                    accept(batch.incoming().get(i));
                    drain();
                }
            }
        } catch (UnreadableStateException e) {
            if (fired == 0 && output.isEmpty()) {
                LOG.error("Entity {} takes no work: {}", id, e.getMessage());
                return new Outcome.Refused<>(Failures.describe(e), batch.now().plus(settings.unreadableRetry()));
            }
            // What came before stands; the rest waits and is refused then.
        }
        return finish();
    }

    /** Due signals get at most half of a batch while others wait, so that neither starves the other. */
    private void fireDue() {
        int cap = settings.maxBatch();
        boolean alone = batch.incoming().isEmpty() && locks.next() == null;
        for (ScheduledSignal signal : batch.state().schedule().due(batch.now(), alone ? cap : Math.max(1, cap / 2))) {
            OperationRequest request = OperationRequest.of(signal);
            if (locks.holder() == null) {
                output.ran(operations.run(request), Arrival.EARLIER);
            } else {
                locks = locks.queue(Waiting.of(request), Arrival.EARLIER);
            }
            fired++;
        }
        room = Math.max(1, cap - fired);
    }

    /** What waits runs up to the next lock request, which is granted. An entry leaves the queue when it is done. */
    private void drain() {
        for (Arrival next = locks.next(); next != null && room > 0; next = locks.next()) {
            Lock lock = next.waiting().lock();
            OperationRequest operation = next.waiting().operation();
            if (operation != null) {
                output.ran(operations.run(operation), next.index());
                room--;
            }
            locks = locks.take();
            if (lock != null) {
                locks = locks.grant(lock);
                output.granted(lock);
                LOG.debug("Entity {} is locked by {} ({})", id, lock.owner(), lock.callId());
            }
        }
    }

    private void accept(Incoming incoming) {
        Message message = incoming.message();
        Address sender = WaitingLimit.sender(incoming);
        switch (message.verb()) {
            case EntityMessages.SIGNAL, EntityMessages.CALL -> operate(incoming, sender);
            case EntityMessages.LOCK, EntityMessages.UNLOCK -> {
                if (sender == null) {
                    refuse(message, "a client");
                } else {
                    lockOrUnlock(message.verb(), new Lock(sender, message.name()));
                }
            }
            case EntityMessages.RELEASE_ORPHAN -> releaseOrphan(message);
            default -> refuse(message, sender == null ? "a client" : EntityMessages.senderText(sender));
        }
    }

    private void operate(Incoming incoming, @Nullable Address sender) {
        Message message = incoming.message();
        boolean call = message.verb().equals(EntityMessages.CALL);
        if (!call && message.dueAt() > batch.now().toEpochMilli()) {
            kept.add(OperationRequest.keep(incoming));
            output.answer(Response.ACCEPTED);
            return;
        }
        OperationRequest request = OperationRequest.of(incoming);
        if (locks.admits(sender)) {
            OperationResult result = operations.run(request);
            output.ran(result, output.answer(Response.ACCEPTED));
        } else {
            int index = output.answer(request.clientCall() ? Response.LATER : Response.ACCEPTED);
            locks = locks.queue(Waiting.of(request), index);
        }
    }

    private void lockOrUnlock(String verb, Lock lock) {
        int index = output.answer(Response.ACCEPTED);
        if (verb.equals(EntityMessages.LOCK)) {
            locks = locks.queue(Waiting.of(lock), index);
            return;
        }
        locks = locks.release(lock);
        LOG.debug("Entity {} is not, or no longer, locked by {} ({})", id, lock.owner(), lock.callId());
    }

    private void releaseOrphan(Message message) {
        Lock held = locks.holder();
        boolean same = held != null
                && held.callId().equals(message.name())
                && EntityMessages.senderText(held.owner())
                        .equals(message.attributes().get(EntityMessages.OWNER));
        if (held != null && same) {
            LOG.warn("Entity {}: lock of {} ({}) released, its owner has ended", id, held.owner(), held.callId());
            locks = locks.release(held);
        }
        output.answer(Response.of(Boolean.toString(same)));
    }

    private void refuse(Message message, String sender) {
        LOG.error(
                "Entity {} dropped a message of {} with verb '{}', which it does not know", id, sender, message.verb());
        output.answer(Response.failed(FailureDetails.of(
                "UnknownVerb",
                "Entity %s: message verb '%s' from %s (expected: '%s' or '%s')."
                        .formatted(id, message.verb(), sender, EntityMessages.SIGNAL, EntityMessages.CALL),
                true)));
    }

    private Outcome<EntityDelta> finish() {
        FailureDetails spoiled = operations.saveAtEnd();
        if (spoiled != null) {
            output.spoil(spoiled);
        }
        var delta = operations.delta(output.results(), spoiled != null, fired, kept, locks.delta());
        return output.done(delta.equals(EntityDelta.NOTHING) ? null : delta, registry.json());
    }
}

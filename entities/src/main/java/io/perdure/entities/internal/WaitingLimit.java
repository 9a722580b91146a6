package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import org.jspecify.annotations.Nullable;

/**
 * How much may wait for an entity that is held ({@code perdure.entities.max-waiting}). Beyond it operations are left where they
 * come from: clients hear that it is busy, durable senders try again. Lock requests always queue, so that nobody who came
 * later is served before them (E-93); there are no more of them than orchestrations.
 *
 * <p>What is left takes the rest of the batch with it. So it is taken all the same, over the limit, when something behind it
 * must get through: were that left as well, those who wait could keep the holder from ever releasing the entity.
 */
final class WaitingLimit {

    /** What becomes of a message. */
    enum Verdict {
        TAKEN,
        /** A client's, with no id that the answer would be remembered under. */
        ANSWERED_BUSY,
        /** With all that follow. */
        LEFT
    }

    private final EntityId id;
    private final Batch<EntityState> batch;
    private final int most;

    /** Every message before this one has one behind it that must get through. */
    private int throughTo;

    WaitingLimit(EntityId id, Batch<EntityState> batch, int most) {
        this.id = id;
        this.batch = batch;
        this.most = most;
    }

    Verdict of(int index, LockTransition locks) {
        Incoming incoming = batch.incoming().get(index);
        Lock holder = locks.holder();
        if (holder == null || locks.waiting() < most || mustGetThrough(incoming, holder)) {
            return Verdict.TAKEN;
        } else if (!isFollowed(index, holder)) {
            return Verdict.LEFT;
        }
        boolean forgettable = incoming.origin() instanceof Origin.Client client && client.requestId() == null;
        return forgettable ? Verdict.ANSWERED_BUSY : Verdict.TAKEN;
    }

    private boolean isFollowed(int index, Lock holder) {
        int last = batch.incoming().size() - 1;
        while (throughTo <= index && last > index) {
            if (mustGetThrough(batch.incoming().get(last), holder)) {
                throughTo = last;
            }
            last--;
        }
        return throughTo > index;
    }

    /** Whatever is no operation that would wait now. */
    private boolean mustGetThrough(Incoming incoming, Lock holder) {
        Message message = incoming.message();
        boolean call = message.verb().equals(EntityMessages.CALL);
        boolean signal = message.verb().equals(EntityMessages.SIGNAL)
                && message.dueAt() <= batch.now().toEpochMilli();
        return !(call || signal) || holder.owner().equals(sender(incoming));
    }

    static @Nullable Address sender(Incoming incoming) {
        return incoming.origin() instanceof Origin.Durable durable ? durable.from() : null;
    }

    FailureDetails busy(LockTransition locks) {
        return FailureDetails.of(
                EntityMessages.BUSY,
                "%d operations and lock requests wait for %s, which is locked (perdure.entities.max-waiting)."
                        .formatted(locks.waiting(), id),
                false);
    }
}

package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the index has of one instance, and what it must have before anyone is answered. Not thread-safe. */
final class RowKeeper {
    private final Address self;
    private final Duration forgetAfter;
    private @Nullable InstanceRow known;

    RowKeeper(Address self, Duration forgetAfter) {
        this.self = self;
        this.forgetAfter = forgetAfter;
    }

    /**
     * The row of a state. Once active, an instance stays so in the index until it leaves memory: a needless wake-up
     * after a crash costs less than a write at every lull.
     */
    InstanceRow row(DurableState<?> state, long version, Summary summary, boolean leaving) {
        Instant updated = Instant.ofEpochMilli(state.updatedAt());
        Instant wakeAt = summary.wakeAt();
        if (wakeAt == null && !summary.residue()) {
            wakeAt = updated.plus(forgetAfter); // to be reclaimed
        }
        boolean active = !leaving && (!state.outbox().pending().isEmpty() || (known != null && known.active()));
        return new InstanceRow(
                self,
                summary.status(),
                Instant.ofEpochMilli(state.createdAt()),
                updated,
                active,
                wakeAt,
                version,
                summary.summary());
    }

    /** Whether a row of this life went to the table. */
    boolean isKnown() {
        return known != null;
    }

    /**
     * Notes a row on its way to the table, and says whether it must be there before the step is released: because it is
     * the first since loading, shows another status, or has the instance woken earlier after a crash. Anything else may
     * reach the table later, and must not be counted on.
     */
    boolean mustConfirm(InstanceRow row) {
        InstanceRow before = known;
        known = row;
        return before == null
                || !Objects.equals(before.status(), row.status())
                || (row.active() && !before.active())
                || (row.wakeAt() != null
                        && (before.wakeAt() == null || row.wakeAt().isBefore(before.wakeAt())));
    }

    /** Whether nothing is left of the instance and no duplicate can come any more (E-19, E-106). */
    boolean isReclaimable(DurableState<?> state, Summary summary, long now) {
        long horizon = now - forgetAfter.toMillis();
        return !summary.residue()
                && summary.wakeAt() == null
                && state.outbox().pending().isEmpty()
                && state.updatedAt() < horizon
                && state.requests().youngest() < horizon;
    }
}

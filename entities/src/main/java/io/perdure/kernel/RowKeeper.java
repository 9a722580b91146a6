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
    InstanceRow row(DurableState<?> state, long version, Summary summary) {
        boolean active = summary.busy() || !state.outbox().pending().isEmpty() || (known != null && known.active());
        return row(state, version, summary, active);
    }

    /**
     * The row of an instance with nothing to deliver that asks to leave memory, or null when it is on its way already.
     * Should a message reach it first, it has to become active again.
     */
    @Nullable
    InstanceRow leaving(DurableState<?> state, long version, Summary summary) {
        InstanceRow row = row(state, version, summary, false);
        boolean told = row.equals(known);
        known = row;
        return told ? null : row;
    }

    private InstanceRow row(DurableState<?> state, long version, Summary summary, boolean active) {
        Instant updated = Instant.ofEpochMilli(state.updatedAt());
        Instant wakeAt = summary.wakeAt();
        if (wakeAt == null && !summary.residue()) {
            wakeAt = updated.plus(forgetAfter); // to be reclaimed
        }
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

    /**
     * The row that must be in the table before a step is journaled, or null for none: one that has the instance woken
     * for what the step leaves to be done. With it a crash right after the commit strands nothing; without the commit it
     * costs needless wake-ups. It has the version that the step will have, so that no late row of a former owner, with
     * the version before, can undo it.
     *
     * @param works whether the step sends messages, or leaves the instance busy
     * @param next what the logic will want after the step
     */
    @Nullable
    InstanceRow announcement(
            DurableState<?> state, long version, Summary now, boolean works, Summary next, long atMillis) {
        InstanceRow before = known;
        if (before != null && before.active()) {
            return null;
        }
        Instant sooner = next.wakeAt();
        Instant known = before == null ? null : before.wakeAt();
        if (!works && (sooner == null || (known != null && !sooner.isBefore(known)))) {
            return null;
        }
        Instant updated = Instant.ofEpochMilli(version == 0 ? atMillis : state.updatedAt());
        this.known = new InstanceRow(
                self,
                now.status(),
                version == 0 ? updated : Instant.ofEpochMilli(state.createdAt()),
                updated,
                works || now.busy() || !state.outbox().pending().isEmpty(),
                earliest(earliest(known, now.wakeAt()), sooner),
                version + 1,
                now.summary());
        return this.known;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** The instance is loaded anew: what the table has is not known. */
    void forget() {
        known = null;
    }

    /** Whether nothing is left of the instance and no duplicate can come any more (E-19, E-106). */
    boolean isReclaimable(DurableState<?> state, Summary summary, long now) {
        long horizon = now - forgetAfter.toMillis();
        return !summary.residue()
                && !summary.busy()
                && summary.wakeAt() == null
                && state.outbox().pending().isEmpty()
                && state.updatedAt() < horizon
                && state.requests().youngest() < horizon;
    }
}

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
    private final long healsWithinMillis;
    private @Nullable InstanceRow known;

    /** How soon the table must have a row. */
    enum Need {
        /** It has it already. */
        NONE,
        /** Before long. */
        SOON,
        /** Before anyone is answered. */
        FIRST
    }

    /** @param healsWithin how long after a crash the waker has found everything active at the latest */
    RowKeeper(Address self, Duration forgetAfter, Duration healsWithin) {
        this.self = self;
        this.forgetAfter = forgetAfter;
        this.healsWithinMillis = healsWithin.toMillis();
    }

    /**
     * The row of a state. Once active, an instance stays so in the index until it leaves memory, or is settled: a needless
     * wake-up after a crash costs less than a write at every lull.
     */
    InstanceRow row(DurableState<?> state, long version, Summary summary) {
        boolean sticky = known != null && known.active() && !summary.settled();
        boolean active = summary.busy() || !state.outbox().pending().isEmpty() || sticky;
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
        return new InstanceRow(
                self,
                summary.status(),
                createdAt(summary, Instant.ofEpochMilli(state.createdAt())),
                updated,
                active,
                wakeAt(summary, updated),
                version,
                summary.summary());
    }

    /**
     * Notes the row of a committed state, and says how soon the table must have it. What the table shows wrongly does no
     * harm while its row has the instance loaded soon after a crash, since whoever loads it puts that right: as it does
     * while it is active, or due within a moment.
     */
    Need note(InstanceRow row, long atMillis) {
        InstanceRow before = known;
        known = row;
        if (row.equals(before)) {
            return Need.NONE;
        } else if (before == null) {
            return Need.FIRST;
        } else if (before.active()) {
            return Need.SOON;
        }
        boolean shown = Objects.equals(before.status(), row.status()) || isDueBy(before, atMillis + healsWithinMillis);
        return shown && !row.active() && !isSooner(row.wakeAt(), before.wakeAt()) ? Need.SOON : Need.FIRST;
    }

    /**
     * The row that must be in the table before a step is journaled, or null for none: one that has the instance woken
     * for what the step leaves to be done. With it a crash right after the commit strands nothing; without the commit it
     * costs needless wake-ups. It has the version that the step will have, so that no late row of a former owner, with
     * the version before, can undo it.
     *
     * <p>It shows what the step will have made of the instance, so that it need not be written again after the commit. If
     * there is no commit, waking puts that right. A row that only has a wake-up, perhaps a distant one, shows that of a
     * new instance alone.
     *
     * @param works whether the step sends messages, or leaves the instance busy
     * @param next the summary after the step
     * @param atMillis time of the step
     */
    @Nullable
    InstanceRow announcement(
            DurableState<?> state, long version, Summary now, boolean works, Summary next, long atMillis) {
        InstanceRow before = known;
        if (before != null && before.active()) {
            return null;
        }
        Instant knownWakeAt = before == null ? null : before.wakeAt();
        if (!works && !isSooner(next.wakeAt(), knownWakeAt)) {
            return null;
        }
        Instant at = Instant.ofEpochMilli(atMillis);
        boolean foretells = works || version == 0;
        Summary shown = foretells ? next : now;
        known = new InstanceRow(
                self,
                shown.status(),
                createdAt(shown, version == 0 ? at : Instant.ofEpochMilli(state.createdAt())),
                foretells ? at : Instant.ofEpochMilli(state.updatedAt()),
                works || now.busy() || !state.outbox().pending().isEmpty(),
                earliest(earliest(knownWakeAt, now.wakeAt()), wakeAt(next, at)),
                version + 1,
                shown.summary());
        return known;
    }

    private static Instant createdAt(Summary summary, Instant first) {
        Instant at = summary.createdAt();
        return at == null ? first : at;
    }

    private @Nullable Instant wakeAt(Summary summary, Instant updated) {
        Instant wakeAt = summary.wakeAt();
        return wakeAt == null && !summary.residue() ? updated.plus(forgetAfter) : wakeAt; // to be reclaimed
    }

    private static boolean isDueBy(InstanceRow row, long millis) {
        return row.wakeAt() != null && row.wakeAt().toEpochMilli() <= millis;
    }

    private static boolean isSooner(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
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

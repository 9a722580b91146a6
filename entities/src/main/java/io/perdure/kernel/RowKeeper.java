package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the index has of one instance, and what it must have together with a step. Not thread-safe. */
final class RowKeeper {
    private final Address self;
    private final Duration forgetAfter;
    private final long healsWithinMillis;
    private @Nullable InstanceRow known;

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
     * The row of an instance that was loaded because the table said so, or whose journal was lost. It puts right what a
     * former owner told the index last, which may have been lost with it. It must not show less activity than before: a
     * write of the former owner that is still under way counts on that. And it is not counted on: the next step takes its
     * row along.
     */
    InstanceRow found(DurableState<?> state, long version, Summary summary) {
        return row(state, version, summary, true);
    }

    /** Whether it is known what the table has. */
    boolean isKnown() {
        return known != null;
    }

    /** Notes the row of a committed state; says whether it is news to the table. */
    boolean note(InstanceRow row) {
        boolean news = !row.equals(known);
        known = row;
        return news;
    }

    /** Whether the table's row has the instance loaded soon after a crash, whatever a step makes of it. */
    boolean findsAnyway() {
        return known != null && known.active();
    }

    /**
     * The row that must be in the table as soon as a step is in the journal, or null when it may follow later. What the
     * table shows wrongly does no harm while its row has the instance loaded soon after a crash, since whoever loads it
     * puts that right: as it does while it is active, or due within a moment.
     *
     * @param after what the step leaves
     * @param version of the step
     */
    @Nullable
    InstanceRow urgent(DurableState<?> after, long version, Summary summary, long atMillis) {
        InstanceRow row = row(after, version, summary);
        InstanceRow before = known;
        if (before == null) {
            return row;
        }
        boolean shown = Objects.equals(before.status(), row.status()) || isDueBy(before, atMillis + healsWithinMillis);
        boolean canWait = before.active() || (shown && !row.active() && !isSooner(row.wakeAt(), before.wakeAt()));
        return canWait ? null : row;
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

    /** The instance is loaded anew: what the table has is not known. */
    void forget() {
        known = null;
    }

    /** Whether it may be woken only to be reclaimed: a step would put that off. */
    boolean isSoonReclaimable(DurableState<?> state, Summary summary, long now) {
        return isReclaimable(state, summary, now + forgetAfter.toMillis() / 2);
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

package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.newState;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The keeper of an index row (DESIGN §3.2)")
class RowKeeperTest {
    private static final Duration FORGET_AFTER = Duration.ofMillis(1_000);

    private static final long NOW = 100;

    private final RowKeeper rows = new RowKeeper(A, FORGET_AFTER, Duration.ofMillis(50));
    private long version;

    @Test
    @DisplayName("confirms the first row after a load, and after a loss of the journal")
    void first() {
        assertThat(confirms(idle(), summary("used", null))).isTrue();
        assertThat(confirms(idle(), summary("used", null))).isFalse();

        rows.forget();

        assertThat(confirms(idle(), summary("used", null))).isTrue();
    }

    @Test
    @DisplayName("confirms a new status")
    void status() {
        confirms(idle(), summary("Running", null));

        assertThat(confirms(idle(), summary("Completed", null))).isTrue();
    }

    @Test
    @DisplayName("confirms no new status of an instance that the waker would find soon after a crash")
    void status_of_who_is_woken() {
        confirms(sending(), summary("Running", null));
        assertThat(confirms(sending(), summary("Completed", null))).isFalse();

        rows.forget();
        confirms(idle(), summary("Pending", NOW + 51));
        assertThat(confirms(idle(), summary("Running", NOW + 50))).isTrue();
        assertThat(confirms(idle(), summary("Suspended", NOW + 60))).isFalse();
    }

    @Test
    @DisplayName("announces what a step will have made of the instance, which then needs no row after the commit")
    void foretells() {
        var busy = new Summary("Running", null, "{}", true, true);
        var announced = rows.announcement(newState(), 0, summary("Pending", null), true, busy, NOW);

        var after = stepAt(NOW, newState());

        assertThat(announced).isNotNull();
        assertThat(rows.note(rows.row(after, 1, busy), NOW)).isEqualTo(RowKeeper.Need.NONE);
    }

    @Test
    @DisplayName("announces a new instance that sleeps at once by the very row of the commit")
    void foretells_sleep() {
        var asleep = summary("Running", 5_000L);
        rows.announcement(newState(), 0, summary("Pending", null), false, asleep, NOW);

        assertThat(rows.note(rows.row(stepAt(NOW, newState()), 1, asleep), NOW)).isEqualTo(RowKeeper.Need.NONE);
    }

    @Test
    @DisplayName("does not foretell a status by a row that nobody looks at for long: a step may never be journaled")
    void foretells_nothing_distant() {
        confirms(idle(), summary("Pending", null));

        var announced =
                rows.announcement(idle(), version, summary("Pending", null), false, summary("Running", 5_000L), NOW);

        assertThat(announced).isNotNull();
        assertThat(announced.status()).isEqualTo("Pending");
        assertThat(announced.wakeAt()).isEqualTo(Instant.ofEpochMilli(5_000));
    }

    @Test
    @DisplayName("announces no later wake-up than the one before: without the commit that one still counts")
    void foretells_no_later_wake_up() {
        confirms(idle(), summary("Running", 500L));

        var announced =
                rows.announcement(idle(), version, summary("Running", 500L), true, summary("Running", 5_000L), NOW);

        assertThat(announced).isNotNull();
        assertThat(announced.wakeAt()).isEqualTo(Instant.ofEpochMilli(500));
    }

    @Test
    @DisplayName("confirms that an instance becomes active, and that it is so once only")
    void active() {
        confirms(idle(), summary("used", null));

        assertThat(confirms(sending(), summary("used", null))).isTrue();
        assertThat(confirms(idle(), summary("used", null))).isFalse();
        assertThat(confirms(sending(), summary("used", null))).isFalse();
    }

    @Test
    @DisplayName("confirms a wake-up that comes sooner; a later one can wait")
    void wake_up() {
        confirms(idle(), summary("used", null));

        assertThat(confirms(idle(), summary("used", 500L))).isTrue();
        assertThat(confirms(idle(), summary("used", 900L))).isFalse();
        assertThat(confirms(idle(), summary("used", 600L))).isTrue();
    }

    @Test
    @DisplayName("confirms activity again once the instance has asked to leave")
    void active_after_leaving() {
        confirms(sending(), summary("used", null));
        var left = rows.leaving(idle(), ++version, summary("used", null));

        assertThat(left.active()).isFalse();
        assertThat(confirms(sending(), summary("used", null))).isTrue();
    }

    @Test
    @DisplayName("has an instance without residue woken to be reclaimed (E-19)")
    void woken_to_be_reclaimed() {
        var nothingLeft = new Summary("gone", null, null, false);

        assertThat(rows.row(idle(), 1, nothingLeft).wakeAt()).isEqualTo(Instant.EPOCH.plus(FORGET_AFTER));
        assertThat(rows.isReclaimable(idle(), nothingLeft, 1_000)).isFalse();
        assertThat(rows.isReclaimable(idle(), nothingLeft, 1_001)).isTrue();
        assertThat(rows.isReclaimable(sending(), nothingLeft, 1_001)).isFalse();
        assertThat(rows.isReclaimable(idle(), summary("used", null), 1_001)).isFalse();
    }

    private boolean confirms(DurableState<Tally.State> state, Summary summary) {
        return rows.note(rows.row(state, ++version, summary), NOW) == RowKeeper.Need.FIRST;
    }

    private static Summary summary(String status, @Nullable Long wakeAt) {
        return new Summary(status, wakeAt == null ? null : Instant.ofEpochMilli(wakeAt), null, true);
    }

    private static DurableState<Tally.State> idle() {
        return newState();
    }

    private static DurableState<Tally.State> stepAt(long millis, DurableState<Tally.State> state) {
        var event = new StepEvent<Tally.Delta>(1, millis, Map.of(), List.of(), null, 0, List.of(), Map.of(), List.of());
        return state.after(event, Tally.LOGIC, new DurableState.Limits(1_000, 10));
    }

    private static DurableState<Tally.State> sending() {
        var event = new StepEvent<Tally.Delta>(
                1, 0, Map.of(), List.of(), null, 1, List.of(Kit.to(B, "m")), Map.of(), List.of());
        return newState().after(event, Tally.LOGIC, new DurableState.Limits(1_000, 10));
    }
}

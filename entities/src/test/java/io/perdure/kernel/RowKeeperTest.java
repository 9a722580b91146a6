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
    @DisplayName("takes along the first row after a load, and after a loss of the journal")
    void first() {
        assertThat(urgent(idle(), summary("used", null))).isTrue();
        assertThat(urgent(idle(), summary("used", null))).isFalse();

        rows.forget();

        assertThat(urgent(idle(), summary("used", null))).isTrue();
    }

    @Test
    @DisplayName("takes along a new status")
    void status() {
        urgent(idle(), summary("Running", null));

        assertThat(urgent(idle(), summary("Completed", null))).isTrue();
    }

    @Test
    @DisplayName("takes along no new status of an instance that the waker would find soon after a crash")
    void status_of_who_is_woken() {
        urgent(sending(), summary("Running", null));
        assertThat(urgent(sending(), summary("Completed", null))).isFalse();

        rows.forget();
        urgent(idle(), summary("Pending", NOW + 51));
        assertThat(urgent(idle(), summary("Running", NOW + 50))).isTrue();
        assertThat(urgent(idle(), summary("Suspended", NOW + 60))).isFalse();
    }

    @Test
    @DisplayName("needs no further row after a step that took its row along")
    void taken_along() {
        var busy = new Summary("Running", null, "{}", true, true);
        var after = stepAt(NOW, newState());

        var row = rows.urgent(after, 1, busy, NOW);

        assertThat(row).isEqualTo(rows.row(after, 1, busy));
        assertThat(row.active()).isTrue();
        assertThat(rows.note(row)).isTrue();
        assertThat(rows.note(rows.row(after, 1, busy))).isFalse();
    }

    @Test
    @DisplayName("sees no need to take anything along while the instance is found after a crash anyway")
    void found_anyway() {
        urgent(idle(), summary("used", null));
        assertThat(rows.findsAnyway()).isFalse();

        urgent(sending(), summary("used", null));

        assertThat(rows.findsAnyway()).isTrue();
    }

    @Test
    @DisplayName("takes along that an instance becomes active, and that it is so once only")
    void active() {
        urgent(idle(), summary("used", null));

        assertThat(urgent(sending(), summary("used", null))).isTrue();
        assertThat(urgent(idle(), summary("used", null))).isFalse();
        assertThat(urgent(sending(), summary("used", null))).isFalse();
    }

    @Test
    @DisplayName("takes along a wake-up that comes sooner; a later one can wait")
    void wake_up() {
        urgent(idle(), summary("used", null));

        assertThat(urgent(idle(), summary("used", 500L))).isTrue();
        assertThat(urgent(idle(), summary("used", 900L))).isFalse();
        assertThat(urgent(idle(), summary("used", 600L))).isTrue();
    }

    @Test
    @DisplayName("takes along activity again once the instance has asked to leave")
    void active_after_leaving() {
        urgent(sending(), summary("used", null));
        var left = rows.leaving(idle(), ++version, summary("used", null));

        assertThat(left.active()).isFalse();
        assertThat(urgent(sending(), summary("used", null))).isTrue();
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

    private boolean urgent(DurableState<Tally.State> state, Summary summary) {
        boolean taken = rows.urgent(state, ++version, summary, NOW) != null;
        rows.note(rows.row(state, version, summary));
        return taken;
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

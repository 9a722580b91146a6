package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A durable state (DESIGN §3)")
class DurableStateTest {
    private static final DurableState.Limits LIMITS = new DurableState.Limits(1_000, 10);

    @Test
    @DisplayName("knows which step has a version")
    void is_step() {
        var state = afterSteps(5);

        assertThat(state.isStep(3, 3, 5)).isTrue();
        assertThat(state.isStep(3, 4, 5)).isFalse();
    }

    @Test
    @DisplayName("remembers the last steps only, and says so")
    void remembers() {
        int more = DurableState.REMEMBERED_STEPS + 4;
        var state = afterSteps(more);

        assertThat(state.steps()).hasSize(DurableState.REMEMBERED_STEPS);
        assertThat(state.remembers(5, more)).isTrue();
        assertThat(state.isStep(5, 5, more)).isTrue();
        assertThat(state.remembers(4, more)).isFalse();
        assertThat(state.isStep(4, 4, more)).isFalse();
    }

    @Test
    @DisplayName("knows nothing of a step beyond its version: the journal was erased meanwhile")
    void erased_meanwhile() {
        var erased = afterSteps(0);

        assertThat(erased.isStep(7, 7, 0)).isFalse();
        assertThat(erased.remembers(7, 0)).isFalse();
        assertThat(afterSteps(3).isStep(7, 7, 3)).isFalse();
        assertThat(afterSteps(3).remembers(7, 3)).isFalse();
    }

    @Test
    @DisplayName("begins with a floor, at its first step and before it")
    void floor_of_the_beginning() {
        var state = Kit.newState();

        assertThat(state.notYetBegun(5_000, 1_000).inbound().floor()).isEqualTo(4_000_000);
        assertThat(state.after(step(1, 5_000), Tally.LOGIC, LIMITS).inbound().floor())
                .isEqualTo(4_000_000);
    }

    private static DurableState<Tally.State> afterSteps(int steps) {
        var state = Kit.newState();
        for (int id = 1; id <= steps; id++) {
            state = state.after(step(id, id), Tally.LOGIC, LIMITS);
        }
        return state;
    }

    private static StepEvent<Tally.Delta> step(long id, long at) {
        return new StepEvent<>(id, at, Map.of(), List.of(), null, 0, List.of(), Map.of(), List.of());
    }
}

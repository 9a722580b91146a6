package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plan of faults")
class FaultPlanTest {
    private static final List<Fault> ALL = List.of(Fault.values());

    private static List<Strike> strikes(FaultPlan plan) {
        return plan.rounds().stream().flatMap(List::stream).toList();
    }

    @Test
    @DisplayName("is the same for the same seed, and another for another")
    void seeded() {
        assertThat(FaultPlan.of(1, 3, 20, ALL, true)).isEqualTo(FaultPlan.of(1, 3, 20, ALL, true));
        assertThat(FaultPlan.of(1, 3, 20, ALL, true).rounds())
                .isNotEqualTo(FaultPlan.of(2, 3, 20, ALL, true).rounds());
    }

    @Test
    @DisplayName("has as many strikes as were asked for, one more if the last round is mixed")
    void count() {
        assertThat(strikes(FaultPlan.of(1, 3, 30, ALL, false))).hasSizeBetween(30, 31);
    }

    @Test
    @DisplayName("has every fault once before any comes again")
    void dealt() {
        assertThat(strikes(FaultPlan.of(1, 3, 40, ALL, false)).subList(0, ALL.size()))
                .extracting(Strike::fault)
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    @DisplayName("strikes alone, and now and then with two faults at a time")
    void mixed() {
        var sizes = FaultPlan.of(1, 3, 30, ALL, false).rounds().stream().map(List::size);

        assertThat(sizes).startsWith(1, 1, 1, 2, 1).containsOnly(1, 2);
    }

    @Test
    @DisplayName("strikes every node, with faults that are allowed and no other")
    void choice() {
        var strikes = strikes(FaultPlan.of(1, 3, 200, List.of(Fault.KILL, Fault.LEAVE), true));

        assertThat(strikes).extracting(Strike::node).containsOnly(0, 1, 2);
        assertThat(strikes).extracting(Strike::fault).containsOnly(Fault.KILL, Fault.LEAVE);
    }

    @Test
    @DisplayName("can be had in parts that are the whole together")
    void parts() {
        var plan = FaultPlan.of(1, 3, 30, ALL, false);

        var parts = plan.parts(5);

        assertThat(parts.stream().flatMap(part -> part.rounds().stream())).containsExactlyElementsOf(plan.rounds());
        assertThat(parts).allMatch(part -> part.rounds().size() <= 5);
    }

    @Test
    @DisplayName("needs a node and a fault")
    void empty() {
        assertThatThrownBy(() -> FaultPlan.of(1, 0, 5, ALL, true)).hasMessageContaining("0 nodes");
        assertThatThrownBy(() -> FaultPlan.of(1, 3, 5, List.of(), true)).hasMessageContaining("[]");
    }
}

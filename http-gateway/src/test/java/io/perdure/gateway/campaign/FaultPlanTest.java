package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plan of faults")
class FaultPlanTest {
    private static final List<Fault> ALL = List.of(Fault.values());

    @Test
    @DisplayName("is the same for the same seed, and another for another")
    void seeded() {
        assertThat(FaultPlan.of(1, 3, 20, ALL)).isEqualTo(FaultPlan.of(1, 3, 20, ALL));
        assertThat(FaultPlan.of(1, 3, 20, ALL).strikes())
                .isNotEqualTo(FaultPlan.of(2, 3, 20, ALL).strikes());
    }

    @Test
    @DisplayName("has as many strikes as were asked for, each after the end of the one before")
    void one_after_the_other() {
        var strikes = FaultPlan.of(1, 3, 50, ALL).strikes();

        assertThat(strikes).hasSize(50);
        for (int i = 1; i < strikes.size(); i++) {
            assertThat(strikes.get(i).at()).isGreaterThan(strikes.get(i - 1).end());
        }
    }

    @Test
    @DisplayName("strikes every node, with every fault that is allowed and no other")
    void choice() {
        var strikes = FaultPlan.of(1, 3, 200, List.of(Fault.KILL, Fault.LEAVE)).strikes();

        assertThat(strikes).extracting(Strike::node).containsOnly(0, 1, 2);
        assertThat(strikes).extracting(Strike::fault).containsOnly(Fault.KILL, Fault.LEAVE);
    }

    @Test
    @DisplayName("needs a node and a fault")
    void empty() {
        assertThatThrownBy(() -> FaultPlan.of(1, 0, 5, ALL)).hasMessageContaining("0 nodes");
        assertThatThrownBy(() -> FaultPlan.of(1, 3, 5, List.of())).hasMessageContaining("[]");
    }
}

package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of a campaign")
class FiguresTest {
    private static final Strike KILL = new Strike(Duration.ZERO, Fault.KILL, 0, Duration.ZERO);
    private static final Strike FREEZE = new Strike(Duration.ZERO, Fault.FREEZE, 0, Duration.ZERO);

    @Test
    @DisplayName("have the recovery of each kind of fault by itself, and of those that overlap")
    void recoveries() {
        var figures = new Figures();
        IntStream.rangeClosed(1, 100).forEach(i -> figures.add(List.of(KILL), Duration.ofMillis(100L * i)));
        figures.add(List.of(KILL, FREEZE), Duration.ofSeconds(3));

        assertThat(figures.toString())
                .contains(
                        "102 strikes", "| kill | 100 | 5.0 | 9.9 | 10.0 |", "| two at a time | 1 | 3.0 | 3.0 | 3.0 |");
    }

    @Test
    @DisplayName("count requests by their outcome, and parts that were judged wrong")
    void outcomes() {
        var figures = new Figures();
        figures.add(Map.of(Outcome.ACKNOWLEDGED, 5L, Outcome.UNKNOWN, 1L), List.of());
        figures.add(
                Map.of(Outcome.ACKNOWLEDGED, 1L, Outcome.REFUSED, 2L),
                List.of(new Violation(Violation.Rule.LOST, "something")));

        assertThat(figures.toString())
                .contains("2 parts, 1 of them wrong", "9 requests: 6 acknowledged, 2 refused, 1 of unknown");
    }
}

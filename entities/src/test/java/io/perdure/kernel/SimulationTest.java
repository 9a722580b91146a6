package io.perdure.kernel;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of the protocol (DESIGN §3, §3.1). A failure names its seed; {@code -Dperdure.simulation.seed=N}
 * runs that one alone and prints its trace (into {@code target/surefire-reports}), {@code -Dperdure.simulation.histories=N} runs more of them.
 */
@DisplayName("In whatever history of crashes, moves, lost writes and a faulty network")
class SimulationTest {
    private static final int RANGES = 20;

    static LongStream ranges() {
        return Long.getLong("perdure.simulation.seed") == null ? LongStream.range(0, RANGES) : LongStream.of(0);
    }

    @ParameterizedTest(name = "seeds of range {0}")
    @MethodSource("ranges")
    @DisplayName("every message and every answered request takes effect once, in order (DESIGN §3.1)")
    void exactly_once(long range) {
        Long single = Long.getLong("perdure.simulation.seed");
        if (single != null) {
            new Simulation(single, Sabotage.NONE, true).run();
            return;
        }
        long histories = Long.getLong("perdure.simulation.histories", 2_000) / RANGES;
        LongStream.range(range * histories, (range + 1) * histories)
                .parallel()
                .forEach(seed -> new Simulation(seed, Sabotage.NONE, false).run());
    }
}

package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The simulation")
class PlantedBugsTest {
    private static final int HISTORIES = 200;

    @ParameterizedTest
    @EnumSource
    @DisplayName("finds a planted bug (DESIGN §3.1) within a few histories:")
    void finds(PlantedBug bug) {
        var caught = LongStream.range(0, HISTORIES)
                .filter(seed -> failsWith(bug, seed))
                .findFirst();

        assertThat(caught).as("first of %d seeds that shows %s", HISTORIES, bug).isPresent();
    }

    private static boolean failsWith(PlantedBug bug, long seed) {
        try {
            new Simulation(seed, bug, false).run();
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }
}

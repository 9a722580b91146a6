package io.perdure.gateway.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Psoak} runs it for 35 minutes, {@code -Dperdure.soak.minutes=N} for so many. */
@EnabledIf("isWanted")
@DisplayName("Three nodes under steady load")
class SoakIT {
    private static final long SEED = Long.getLong("perdure.seed", 2_026_15L);
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("perdure.soak.minutes", 0));
    private static final List<Fault> MILD =
            List.of(Fault.COMMIT_ANSWERS_LOST, Fault.LEAVE, Fault.DATABASE_FAST_RESTART);
    /** Load of one workload: longer histories are slow to judge. */
    private static final Duration CALM = Duration.ofMinutes(4);

    static boolean isWanted() {
        return !TIME.isZero();
    }

    @Test
    @DisplayName("and a mild fault now and then keep their promises, and leave neither rows nor memory behind")
    void soak(@TempDir Path directory) throws IOException, SQLException {
        Instant end = Instant.now().plus(TIME);
        try (var campaign = new Campaign(directory)) {
            for (long seed = SEED; Instant.now().isBefore(end); seed++) {
                campaign.run(Campaign.plan(seed, 1, MILD, false), CALM);
            }
            System.out.println(campaign.figures());
        }
    }
}

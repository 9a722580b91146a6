package io.perdure.gateway.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Pcampaign} makes the long one; {@code -Dperdure.seed=N} another plan, {@code -Dperdure.campaign.strikes=N} a
 * shorter or longer one, {@code -Dperdure.campaign.faults=KILL,FREEZE} one of these faults alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Faults strike three nodes on one database: nothing is lost, doubled or stranded")
class CampaignIT {
    private static final boolean FULL = Boolean.getBoolean("perdure.campaign");
    private static final long SEED = Long.getLong("perdure.seed", 2_026_14L);
    private static final int STRIKES = Integer.getInteger("perdure.campaign.strikes", FULL ? 500 : 30);
    private static final String FAULTS = System.getProperty("perdure.campaign.faults", "");
    private static final int ROUNDS_OF_A_PART = 6;

    private Campaign campaign;

    @BeforeAll
    void open(@TempDir Path directory) {
        campaign = new Campaign(directory);
    }

    @AfterAll
    void close() throws IOException {
        campaign.close();
    }

    static Stream<FaultPlan> parts() {
        return Campaign.plan(SEED, STRIKES, faults(), FULL).parts(ROUNDS_OF_A_PART).stream();
    }

    private static List<Fault> faults() {
        return FAULTS.isEmpty()
                ? List.of(Fault.values())
                : Stream.of(FAULTS.split(",")).map(Fault::valueOf).toList();
    }

    /** A long campaign that is cut off has told what it knows. */
    @AfterEach
    void print() {
        System.out.println(campaign.figures());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void run(FaultPlan part) throws IOException, SQLException {
        campaign.run(part, Duration.ZERO);
    }
}

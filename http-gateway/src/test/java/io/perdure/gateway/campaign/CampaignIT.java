package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dperdure.seed=N} begins with plan N; {@code -Pcampaign} makes more and longer runs, with all faults;
 * {@code -Dperdure.campaign.runs=N} sets their number.
 */
@DisplayName("Faults strike three nodes on one database: nothing is lost, doubled or stranded")
class CampaignIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("perdure.campaign");
    private static final long SEED = Long.getLong("perdure.seed", 2_026_14L);
    private static final int RUNS = Integer.getInteger("perdure.campaign.runs", CAMPAIGN ? 20 : 2);
    private static final List<Fault> FAULTS = CAMPAIGN ? List.of(Fault.values()) : List.of(Fault.KILL, Fault.LEAVE);
    private static final int NODES = 3;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + RUNS);
    }

    @ParameterizedTest(name = "plan {0}")
    @MethodSource("seeds")
    void run(long seed) throws IOException {
        var plan = FaultPlan.of(seed, NODES, CAMPAIGN ? 8 : 3, FAULTS);
        try (var nodes = new ClusterNodes(directory, TestPostgres.freshDatabase(), NODES);
                var load = new Workload(seed, nodes.doors())) {
            load.start();
            Instant begin = Instant.now();
            for (Strike strike : plan.strikes()) {
                LockSupport.parkNanos(
                        Duration.between(Instant.now(), begin.plus(strike.at())).toNanos());
                nodes.suffer(strike);
            }
            Instant quiet = Instant.now();
            load.awaitAcknowledged(100);
            load.stop();

            assertThat(load.settle(quiet)).as("%s, %s", plan, load).isEmpty();
        }
    }
}

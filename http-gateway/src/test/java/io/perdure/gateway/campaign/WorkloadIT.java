package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.ModuleDirectory;
import io.perdure.gateway.node.NodeProcess;
import io.perdure.gateway.node.module.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The workload of the campaign on one node with H2")
class WorkloadIT {
    private static final int KILLS = Boolean.getBoolean("perdure.campaign") ? 20 : 4;
    private static final long SEED = Long.getLong("perdure.seed", 2_026_13L);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("is judged right when nothing is in its way but one kill -9 after the other (E-118)")
    void killed() {
        var random = new SplittableRandom(SEED);
        Path modules = ModuleDirectory.in(directory);
        NodeProcess node = start(modules, 0);
        try (var load = new Workload("", SEED, List.of(node.url()))) {
            int port = node.port();
            load.start();
            Instant quiet = Instant.now();
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitAcknowledged(random.nextInt(20, 200));
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(50_000)));
                node.kill();
                node = start(modules, port);
                quiet = Instant.now();
            }
            load.awaitAcknowledged(100);
            load.stop();

            assertThat(load.settle(quiet)).as("seed %d: %s", SEED, load).isEmpty();
        } finally {
            node.close();
        }
    }

    @Test
    @DisplayName("is judged wrong when somebody else has appended to a ledger")
    void planted() {
        NodeProcess node = start(ModuleDirectory.in(directory), 0);
        try (var load = new Workload("", SEED, List.of(node.url()))) {
            load.start();
            load.awaitAcknowledged(50);
            load.stop();
            assertThat(load.settle(Instant.now())).isEmpty();

            new Doors(List.of(node.url())).send("entities/Ledger/a?op=append", new Entry("stranger", 1), null);

            assertThat(load.judgeAgain()).singleElement().asString().contains("DOUBLED", "stranger:1");
        } finally {
            node.close();
        }
    }

    private NodeProcess start(Path modules, int port) {
        return NodeProcess.start(
                List.of(
                        "--port", Integer.toString(port),
                        "--data", directory.resolve("data").toString(),
                        "--modules", modules.toString()),
                Map.of());
    }
}

package io.perdure.gateway.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dperdure.seed=N} repeats a run, as far as a kill can be repeated; {@code -Dperdure.campaign=true} runs longer. */
@DisplayName(
        "kill -9 under orchestrations: each that was acknowledged ends once, with the right output, and holds no lock")
class KillOrchestrationsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("perdure.campaign");
    private static final long SEED = Long.getLong("perdure.seed", 2_026_12L);
    private static final int CLIENTS = 8;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("on H2 (O-30, O-58, E-78, E-90)")
    void h2() {
        run(CAMPAIGN ? 20 : 4, SEED, List.of("--data", directory.resolve("data").toString()), Map.of());
    }

    private void run(int rounds, long seed, List<String> arguments, Map<String, String> environment) {
        var random = new SplittableRandom(seed);
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--modules", ModuleDirectory.in(directory).toString()));
        NodeProcess node = NodeProcess.start(with(all, 0), environment);
        try (var load = new LaunchLoad(seed, CLIENTS, directory)) {
            int port = node.port();
            load.prepare(new NodeHttp(node.url()));
            for (int round = 0; round < rounds; round++) {
                var running = load.start(new NodeHttp(node.url()), random.nextInt(30, 120));
                running.awaitAcknowledged();
                pause(random.nextInt(20_000));
                node.kill();
                running.stop();
                node = NodeProcess.start(with(all, port), environment);
                if (random.nextBoolean()) { // in the midst of picking up what was left
                    pause(random.nextInt(400_000));
                    node.kill();
                    node = NodeProcess.start(with(all, port), environment);
                }
                load.settle(new NodeHttp(node.url()));
            }
            load.awaitEnds(new NodeHttp(node.url()));
            load.verify(new NodeHttp(node.url()));

            node.kill();
            node = NodeProcess.start(with(all, port), environment);
            load.verify(new NodeHttp(node.url()));
        } catch (AssertionError failure) {
            throw new AssertionError("With seed " + seed, failure);
        } finally {
            node.close();
        }
    }

    private static void pause(int micros) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private static List<String> with(List<String> arguments, int port) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", Integer.toString(port)));
        return all;
    }
}

package io.perdure.gateway.node;

import io.perdure.kernel.store.TestPostgres;
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

@DisplayName("kill -9 under load: what was acknowledged is there exactly once and in order")
class KillIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("perdure.campaign");
    private static final long SEED = Long.getLong("perdure.seed", 2_026_11L);
    private static final int CLIENTS = 8;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("on H2 (E-118)")
    void h2() {
        run(CAMPAIGN ? 20 : 4, SEED, List.of("--data", directory.resolve("data").toString()), Map.of());
    }

    @Test
    @DisplayName("on PostgreSQL (E-118)")
    void postgres() {
        run(CAMPAIGN ? 10 : 2, SEED + 1, List.of(), NodeOnPostgres.environment(TestPostgres.freshDatabase()));
    }

    private void run(int rounds, long seed, List<String> arguments, Map<String, String> environment) {
        var random = new SplittableRandom(seed);
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--modules", ModuleDirectory.in(directory).toString()));
        NodeProcess node = NodeProcess.start(with(all, 0), environment);
        try (var load = new LedgerLoad(seed, CLIENTS, "a", "b", "c")) {
            int port = node.port();
            for (int round = 0; round < rounds; round++) {
                var running = load.start(new NodeHttp(node.url()), random.nextInt(20, CAMPAIGN ? 1_000 : 400));
                running.awaitAcknowledged();
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(5_000)));
                node.kill();
                running.stop();
                node = NodeProcess.start(with(all, port), environment);
                var http = new NodeHttp(node.url());
                load.repeatDoubtful(http);
                load.verify(http);
            }
        } finally {
            node.close();
        }
    }

    private static List<String> with(List<String> arguments, int port) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", Integer.toString(port)));
        return all;
    }
}

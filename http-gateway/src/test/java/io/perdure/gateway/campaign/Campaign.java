package io.perdure.gateway.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that lives as long as nothing goes wrong, and one workload after the other on it, each struck by a part of a
 * plan and judged at its end. A fault that ends a node lasts until the node is ready again: how long a start takes says more
 * about the machine than about the cluster.
 */
final class Campaign implements AutoCloseable {
    private static final int NODES = 3;
    private static final int BETWEEN_STRIKES = 50;

    private final Path directory;
    private final Figures figures = new Figures();
    private @Nullable ClusterNodes nodes;
    private @Nullable RestObserver observer;
    private int clusters;
    private int parts;

    Campaign(Path directory) {
        this.directory = directory;
    }

    static FaultPlan plan(long seed, int strikes, List<Fault> faults, boolean full) {
        return FaultPlan.of(seed, NODES, strikes, faults, full);
    }

    Figures figures() {
        return figures;
    }

    /**
     * Runs one part.
     *
     * @param calm how long the load goes on after each round, beyond what shows that it is served
     * @throws AssertionError when something is wrong; the next part then has a new cluster
     */
    void run(FaultPlan part, Duration calm) throws IOException, SQLException {
        if (nodes == null) {
            open();
        }
        String name = "r" + ++parts;
        var violations = new ArrayList<Violation>();
        String what = "";
        try (var load = new Workload(name, part.seed() + parts, nodes.doors())) {
            load.start();
            load.awaitAcknowledged(BETWEEN_STRIKES);
            Instant quiet = Instant.now();
            List<Strike> last = List.of();
            try {
                for (List<Strike> round : part.rounds()) {
                    last = round;
                    Instant over = nodes.suffer(round, load.flood());
                    var served = CompletableFuture.supplyAsync(() -> load.awaitServedSince(over));
                    nodes.awaitReady();
                    quiet = Instant.now();
                    figures.add(round, served.get(Checker.RECOVERY.toSeconds(), TimeUnit.SECONDS));
                    load.awaitAcknowledged(BETWEEN_STRIKES);
                    load.goOnFor(calm);
                }
            } catch (ConditionTimeoutException | ExecutionException | TimeoutException | InterruptedException late) {
                violations.add(new Violation(Violation.Rule.STUCK, "after " + last + ": " + late));
            }
            load.stop();
            violations.addAll(load.settle(quiet));
            what = load.toString();
            violations.addAll(observer.look(load.made()));
            figures.add(load.records().outcomes(), violations);
        } catch (AssertionError | RuntimeException failure) {
            close();
            throw new AssertionError("%s, part %d: %s".formatted(part, parts, what), failure);
        }
        if (!violations.isEmpty()) {
            close();
            throw new AssertionError("%s, part %d, %s, on nodes whose logs are in target/node-logs:\n%s"
                    .formatted(
                            part,
                            parts,
                            what,
                            String.join(
                                    "\n",
                                    violations.stream().map(String::valueOf).toList())));
        }
    }

    private void open() throws IOException {
        Path own = Files.createDirectories(directory.resolve("cluster-" + ++clusters));
        nodes = new ClusterNodes(own, NODES);
        observer = new RestObserver(nodes);
    }

    @Override
    public void close() throws IOException {
        if (nodes != null) {
            nodes.close();
            nodes = null;
        }
    }
}

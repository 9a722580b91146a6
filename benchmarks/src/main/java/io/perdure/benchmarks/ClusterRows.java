package io.perdure.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What clients notice of a cluster of three that loses a node, or is restarted node by node. */
final class ClusterRows {
    /** The killed node ran the shard coordinator. */
    static final String OLDEST = "failover-oldest";

    static final String OTHER = "failover-other";
    static final String ROLLING = "rolling";

    static final List<String> NAMES = List.of(OLDEST, OTHER, ROLLING);

    private static final int NODES = 3;
    private static final int KEYS = 200;
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(25);
    private static final Duration AFTER_RESTART = Duration.ofSeconds(3);

    private static final double FAILOVER_MILLIS = 10_000;
    private static final double GAP_MILLIS = 1_000;

    private final Processes processes;
    private final Engine engine;

    ClusterRows(Processes processes, Engine engine) {
        this.processes = processes;
        this.engine = engine;
    }

    /** In a cluster of its own. */
    Row run(String name) throws IOException, SQLException, InterruptedException {
        try (ClusterNodes cluster = ClusterNodes.start(processes, name, engine.fresh(name), NODES);
                SteadyCalls calls = SteadyCalls.start("c", KEYS, cluster.doors())) {
            Thread.sleep(BEFORE.toMillis());
            return name.equals(ROLLING) ? rolling(cluster, calls) : failover(name, cluster, calls);
        }
    }

    /** As behind a load balancer that knows at once: calls go through the doors of those that are left. */
    private Row failover(String name, ClusterNodes cluster, SteadyCalls calls) throws InterruptedException {
        int victim = name.equals(OLDEST) ? 0 : NODES - 1;
        List<URI> left = new ArrayList<>(cluster.doors());
        left.remove(victim);
        calls.use(left);
        Thread.sleep(AFTER_RESTART.toMillis());
        long killed = System.nanoTime();
        cluster.kill(victim);
        Thread.sleep(AFTER_KILL.toMillis());
        List<Long> times = calls.successes().firstAfter(killed);
        String what =
                "%s of %d killed, kill to first success of each of %d keys, longest %s ms, %d keys above 1 s, %d retried, %d failed"
                        .formatted(
                                victim == 0 ? "the oldest" : "the youngest",
                                NODES,
                                KEYS,
                                Numbers.plain(millis(times.get(KEYS - 1))),
                                times.stream()
                                        .filter(time -> millis(time) > GAP_MILLIS)
                                        .count(),
                                calls.retried(),
                                calls.failed());
        return row(name, what, times, FAILOVER_MILLIS, calls);
    }

    private Row rolling(ClusterNodes cluster, SteadyCalls calls) throws IOException, InterruptedException {
        List<String> stops = new ArrayList<>();
        for (int n = 0; n < cluster.size(); n++) {
            long since = System.nanoTime();
            cluster.stop(n);
            stops.add(Numbers.plain(millis(System.nanoTime() - since)));
            cluster.start(n);
            cluster.awaitReady();
            Thread.sleep(AFTER_RESTART.toMillis());
        }
        List<Long> gaps = calls.successes().longestGaps();
        String what =
                "%d nodes restarted one by one (stopped within %s ms), longest gap of each of %d keys, longest of all %s ms, %d retried, %d failed"
                        .formatted(
                                NODES,
                                String.join(", ", stops),
                                KEYS,
                                Numbers.plain(millis(gaps.get(KEYS - 1))),
                                calls.retried(),
                                calls.failed());
        return row(ROLLING, what, gaps, GAP_MILLIS, calls);
    }

    private Row row(String name, String what, List<Long> times, double most, SteadyCalls calls)
            throws InterruptedException {
        double p99 = millis(Successes.percentile(times, 99));
        boolean met = p99 <= most && (!name.equals(ROLLING) || calls.failed() == 0);
        @Nullable String failure = calls.firstFailure();
        @Nullable String mismatch = calls.mismatch();
        Row row = new Row(
                engine.name(),
                Door.HTTP,
                name,
                what,
                KEYS,
                0,
                millis(Successes.percentile(times, 50)),
                p99,
                Row.Costs.UNKNOWN,
                new Row.Comparison(
                        null,
                        null,
                        "p99 ≤ %s ms%s".formatted(Numbers.plain(most), name.equals(ROLLING) ? ", none failed" : ""),
                        met ? "yes" : failure == null ? "NO" : "NO: " + failure,
                        null),
                null);
        return mismatch == null ? row : row.withProblem("MISMATCH " + mismatch);
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}

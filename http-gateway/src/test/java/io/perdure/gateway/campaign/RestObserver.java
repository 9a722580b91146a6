package io.perdure.gateway.campaign;

import io.perdure.gateway.node.NodeOnPostgres;
import io.perdure.gateway.node.NodeProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the tables and the heaps of nodes that have nothing to do, until all is as it should be or the time is over. */
final class RestObserver {
    /** Instances that nobody needs leave memory within this, and say so to the index. */
    private static final Duration AT_REST = Duration.ofSeconds(60);

    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");
    /** What a node may need more than after the first look: caches, code that was not used before. */
    private static final double GROWTH = 1.5;

    private static final long SLACK = 32L << 20;

    private final ClusterNodes nodes;
    private long firstHeap;
    private long known;

    RestObserver(ClusterNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * @param made instances that clients may have made since the last look
     * @return what is wrong; empty when nothing is
     */
    List<Violation> look(long made) throws SQLException, IOException {
        known += made;
        try (Connection connection = NodeOnPostgres.connect(nodes.database())) {
            Instant end = Instant.now().plus(AT_REST);
            Rest rest = rest(connection, Map.of());
            while (!rest.violations().isEmpty() && Instant.now().isBefore(end)) {
                rest = rest(connection, Map.of());
            }
            var violations = new ArrayList<>(rest.violations());
            violations.addAll(new Rest(List.of(), 0, 0, 0, limit(), heaps()).violations());
            return violations;
        }
    }

    private Rest rest(Connection connection, Map<String, Long> heaps) throws SQLException {
        long before = count(connection, "SELECT max(ordering) FROM event_journal");
        LockSupport.parkNanos(STILL.toNanos());
        long growth = count(connection, "SELECT max(ordering) FROM event_journal") - before;
        return new Rest(
                active(connection),
                growth,
                count(connection, "SELECT count(*) FROM perdure_instance"),
                known,
                0,
                heaps);
    }

    /** The first look says what is usual. */
    private long limit() throws IOException {
        if (firstHeap == 0) {
            firstHeap = heaps().values().stream().mapToLong(heap -> heap).max().orElseThrow();
        }
        return (long) (firstHeap * GROWTH) + SLACK;
    }

    private Map<String, Long> heaps() throws IOException {
        var heaps = new TreeMap<String, Long>();
        List<NodeProcess> processes = nodes.processes();
        for (int i = 0; i < processes.size(); i++) {
            heaps.put("node " + i, heap(processes.get(i).pid()));
        }
        return heaps;
    }

    /** Collects garbage first. */
    private static long heap(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new AssertionError("jcmd " + pid + ": " + answer);
        }
        return Long.parseLong(total.group(1));
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> active(Connection connection) throws SQLException {
        var active = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT kind, name, key FROM perdure_instance WHERE active LIMIT 20")) {
            while (rows.next()) {
                active.add(rows.getString(1) + ' ' + rows.getString(2) + '/' + rows.getString(3));
            }
        }
        return active;
    }
}

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> known = new HashSet<>();

    RestObserver(ClusterNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * @param made keys and ids of what clients may have made since the last look
     * @return what is wrong; empty when nothing is
     */
    List<Violation> look(Set<String> made) throws SQLException, IOException {
        known.addAll(made);
        try (Connection connection = NodeOnPostgres.connect(nodes.database())) {
            Instant end = Instant.now().plus(AT_REST);
            Rest rest = rest(connection);
            while (!rest.violations().isEmpty() && Instant.now().isBefore(end)) {
                rest = rest(connection);
            }
            var violations = new ArrayList<>(rest.violations());
            violations.addAll(new Rest(List.of(), 0, List.of(), limit(), heaps()).violations());
            return violations;
        }
    }

    private Rest rest(Connection connection) throws SQLException {
        long before = lastEvent(connection);
        LockSupport.parkNanos(STILL.toNanos());
        long growth = lastEvent(connection) - before;
        var active = new ArrayList<String>();
        var strangers = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM perdure_instance")) {
            while (rows.next()) {
                String row = "%s %s/%s, %s, version %d"
                        .formatted(
                                rows.getString("kind"),
                                rows.getString("name"),
                                rows.getString("key"),
                                rows.getString("status"),
                                rows.getLong("version"));
                if (rows.getBoolean("active")) {
                    active.add(row);
                }
                if (!known.contains(rows.getString("key"))) {
                    strangers.add(row);
                }
            }
        }
        return new Rest(active, growth, strangers, 0, Map.of());
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

    private static long lastEvent(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT max(ordering) FROM event_journal")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

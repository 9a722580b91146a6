package io.perdure.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one cluster, each a process on this machine with fixed ports; the first is the oldest. */
final class ClusterNodes implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int PROBE_MILLIS = 2_000;

    private final Processes processes;
    private final String name;
    private final Database database;
    private final List<Integer> clusterPorts;
    private final List<Integer> doors;
    private final List<@Nullable Child> nodes = new ArrayList<>();
    private int starts;

    private ClusterNodes(Processes processes, String name, Database database, List<Integer> ports) {
        this.processes = processes;
        this.name = name;
        this.database = database;
        clusterPorts = ports.subList(0, ports.size() / 2);
        doors = ports.subList(ports.size() / 2, ports.size());
    }

    /** Starts them one after the other, so that it is known who is the oldest. */
    static ClusterNodes start(Processes processes, String name, Database database, int count)
            throws IOException, InterruptedException {
        ClusterNodes cluster = new ClusterNodes(processes, name, database, freePorts(2 * count));
        try {
            for (int n = 0; n < count; n++) {
                cluster.nodes.add(null);
                cluster.start(n);
            }
            cluster.awaitReady();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** As an operator starts it again: same settings, same ports. */
    void start(int n) throws IOException, InterruptedException {
        Child node = processes.member(name + '-' + n + '-' + ++starts, database, settings(n));
        nodes.set(n, node);
        node.awaitReady(START);
    }

    private String settings(int n) {
        String seeds = String.join(
                ",",
                clusterPorts.stream().map(port -> "\"127.0.0.1:" + port + '"').toList());
        return "perdure { http.port = %d, cluster { host = 127.0.0.1, port = %d, seeds = [%s] } }"
                .formatted(doors.get(n), clusterPorts.get(n), seeds);
    }

    void kill(int n) throws InterruptedException {
        node(n).kill();
    }

    /** SIGTERM, and the wait for the end. */
    void stop(int n) {
        node(n).close();
    }

    private Child node(int n) {
        @Nullable Child node = nodes.get(n);
        if (node == null) {
            throw new IllegalStateException("node " + n + " was never started");
        }
        return node;
    }

    int size() {
        return nodes.size();
    }

    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            pids.add(node(n).pid());
        }
        return pids;
    }

    List<URI> doors() {
        return doors.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    /** Until each says that it is ready. */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        for (URI door : doors()) {
            while (!isReady(door)) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("%s is not ready after %s.".formatted(door, START));
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    private static boolean isReady(URI door) {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) door.resolve("/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    @Override
    public void close() {
        for (@Nullable Child node : nodes) {
            if (node != null) {
                node.close();
            }
        }
    }
}

package io.perdure.gateway.campaign;

import com.typesafe.config.Config;
import io.perdure.gateway.node.ModuleDirectory;
import io.perdure.gateway.node.NodeOnPostgres;
import io.perdure.gateway.node.NodeProcess;
import io.perdure.gateway.node.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Node processes that form a cluster on one database, each with a proxy of its own to it, and what can be done to them. */
final class ClusterNodes implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(60);
    private static final int COMMIT_ANSWERS = 3;
    private static final int LOOK_MILLIS = 500;

    private final Path directory;
    private final Path modules;
    private final Config database;
    private final List<Node> nodes = new ArrayList<>();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();

    /** One node of the cluster: its ports stay, its processes change. */
    private final class Node {
        private final int http = freePort();
        private final int artery = freePort();
        private final TcpProxy proxy = new TcpProxy(database.getInt("perdure.postgres.port"));
        private NodeProcess process;

        boolean isAlive() {
            return process != null && process.isAlive();
        }

        String address() {
            return "akka://perdure@127.0.0.1:" + artery;
        }
    }

    ClusterNodes(Path directory, Config database, int count) {
        this.directory = directory;
        this.modules = ModuleDirectory.in(directory);
        this.database = database;
        for (int i = 0; i < count; i++) {
            nodes.add(new Node());
        }
        for (int i = 0; i < count; i++) {
            start(i);
        }
        supervisor.scheduleWithFixedDelay(this::startMissing, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    List<URI> doors() {
        return nodes.stream()
                .map(node -> URI.create("http://127.0.0.1:" + node.http))
                .toList();
    }

    /** Makes a fault happen, and waits until it is over. */
    synchronized void suffer(Strike strike) {
        Node node = nodes.get(strike.node());
        switch (strike.fault()) {
            case KILL -> node.process.kill();
            case LEAVE -> {
                node.process.terminate();
                node.process.waitFor(END);
            }
            case FREEZE -> node.process.freeze();
            case DATABASE_CUT -> node.proxy.cut();
            case DATABASE_STALL -> node.proxy.silence();
            case COMMIT_ANSWERS_LOST -> node.proxy.dropCommitAnswers(COMMIT_ANSWERS);
        }
        LockSupport.parkNanos(strike.lasts().toNanos());
        switch (strike.fault()) {
            case FREEZE -> node.process.thaw();
            case DATABASE_CUT, DATABASE_STALL -> node.proxy.restore();
            case COMMIT_ANSWERS_LOST -> node.proxy.dropCommitAnswers(0);
            default -> {}
        }
        startMissing();
    }

    /** As systemd would: starts each node that has ended, also one that did so by itself, as the others had given it up. */
    private synchronized void startMissing() {
        IntStream.range(0, nodes.size()).filter(i -> !nodes.get(i).isAlive()).forEach(this::start);
    }

    private void start(int i) {
        Node node = nodes.get(i);
        var arguments = List.of(
                "--config", configuration(node).toString(),
                "--port", Integer.toString(node.http),
                "--modules", modules.toString());
        node.process = NodeProcess.start(arguments, NodeOnPostgres.environment(database, node.proxy.port()));
    }

    /** It joins those that run; only the first of all forms a cluster, so that there are never two. */
    private Path configuration(Node node) {
        var running = nodes.stream().filter(Node::isAlive).toList();
        String seeds = (running.isEmpty() ? Stream.of(node) : running.stream())
                .map(seed -> '"' + seed.address() + '"')
                .collect(Collectors.joining(", "));
        try {
            return Files.writeString(
                    directory.resolve("node-" + node.artery + ".conf"), """
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = %d }
                    akka.cluster.seed-nodes = [%s]
                    akka.cluster.failure-detector.acceptable-heartbeat-pause = 3s
                    akka.cluster.split-brain-resolver.stable-after = 4s
                    """.formatted(node.artery, seeds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        supervisor.shutdownNow();
        stop();
    }

    private synchronized void stop() throws IOException {
        for (Node node : nodes) {
            if (node.process != null) {
                node.process.close();
            }
            node.proxy.close();
        }
    }
}

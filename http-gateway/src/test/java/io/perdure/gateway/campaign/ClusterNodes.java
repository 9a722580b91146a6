package io.perdure.gateway.campaign;

import com.typesafe.config.Config;
import io.perdure.gateway.node.ModuleDirectory;
import io.perdure.gateway.node.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Node processes that form a cluster on one database server, with a network of ours in between, and what can happen to them. */
final class ClusterNodes implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int COMMIT_ANSWERS = 3;

    private final DatabaseServer server;
    private final Network network;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService strikes = Executors.newCachedThreadPool();

    /** Returns when all are ready. */
    ClusterNodes(Path directory, int count) {
        server = new DatabaseServer(directory);
        network = new Network(directory, count);
        Path modules = ModuleDirectory.in(directory);
        for (int i = 0; i < count; i++) {
            nodes.add(new ClusterNode(directory, modules, network, i, count, server.config()));
        }
        supervisor.scheduleWithFixedDelay(
                () -> nodes.forEach(ClusterNode::startIfMissing), 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        awaitReady();
    }

    List<URI> doors() {
        return nodes.stream().map(ClusterNode::door).toList();
    }

    Config database() {
        return server.config();
    }

    List<NodeProcess> processes() {
        return nodes.stream().map(ClusterNode::process).toList();
    }

    void awaitReady() {
        Awaitility.await("all nodes are ready")
                .atMost(READY)
                .pollInterval(LOOK_AGAIN)
                .until(() -> nodes.stream().allMatch(ClusterNode::isReady));
    }

    /**
     * Makes faults happen, and waits until the last is over.
     *
     * @param flood what makes an overload
     * @return when that was
     */
    Instant suffer(List<Strike> round, Flood flood) {
        var all = round.stream()
                .map(strike -> CompletableFuture.runAsync(() -> suffer(strike, flood), strikes))
                .toList();
        all.forEach(CompletableFuture::join);
        return Instant.now();
    }

    private void suffer(Strike strike, Flood flood) {
        pause(strike.at());
        begin(strike, flood);
        pause(strike.lasts());
        end(strike, flood);
    }

    private void begin(Strike strike, Flood flood) {
        int number = strike.node();
        ClusterNode node = nodes.get(number);
        switch (strike.fault()) {
            case KILL, KILL_TWO, KILL_ALL -> struck(strike).forEach(ClusterNode::kill);
            case LEAVE -> node.leave();
            case ROLLING_RESTART -> nodes.forEach(this::restart);
            case FREEZE -> node.freeze();
            case PARTITION -> {
                network.silenceFrom(number);
                network.silenceTo(number);
            }
            case DUMB -> network.silenceFrom(number);
            case DEAF -> network.silenceTo(number);
            case DATABASE_CUT -> node.database().cut();
            case DATABASE_STALL -> node.database().silence();
            case COMMIT_ANSWERS_LOST -> node.database().dropCommitAnswers(COMMIT_ANSWERS);
            case DATABASE_FAST_RESTART -> server.stopFast();
            case DATABASE_IMMEDIATE_RESTART -> server.stopImmediately();
            case OVERLOAD -> flood.begin(3 * ClusterNode.REQUESTS_AT_A_TIME * nodes.size());
        }
    }

    private void end(Strike strike, Flood flood) {
        int number = strike.node();
        ClusterNode node = nodes.get(number);
        switch (strike.fault()) {
            case KILL, KILL_TWO, KILL_ALL -> struck(strike).forEach(ClusterNode::comeBack);
            case LEAVE -> node.comeBack();
            case ROLLING_RESTART -> {}
            case FREEZE -> node.thaw();
            case PARTITION, DUMB, DEAF -> network.restore(number);
            case DATABASE_CUT, DATABASE_STALL -> node.database().restore();
            case COMMIT_ANSWERS_LOST -> node.database().dropCommitAnswers(0);
            case DATABASE_FAST_RESTART, DATABASE_IMMEDIATE_RESTART -> server.startAgain();
            case OVERLOAD -> flood.end();
        }
    }

    private List<ClusterNode> struck(Strike strike) {
        ClusterNode node = nodes.get(strike.node());
        return switch (strike.fault()) {
            case KILL_ALL -> nodes;
            case KILL_TWO -> List.of(node, nodes.get((strike.node() + 1) % nodes.size()));
            default -> List.of(node);
        };
    }

    private void restart(ClusterNode node) {
        node.leave();
        node.comeBack();
        Awaitility.await("a restarted node is ready")
                .atMost(READY)
                .pollInterval(LOOK_AGAIN)
                .until(node::isReady);
    }

    private static void pause(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        supervisor.shutdownNow();
        strikes.shutdownNow();
        for (ClusterNode node : nodes) {
            node.close();
        }
        network.close();
        server.close();
    }
}

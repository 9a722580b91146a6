package io.perdure.gateway.campaign;

import com.typesafe.config.Config;
import io.perdure.gateway.node.NodeOnPostgres;
import io.perdure.gateway.node.NodeProcess;
import io.perdure.gateway.node.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One node of the cluster: its names and ports stay, its processes change. */
final class ClusterNode implements AutoCloseable {
    /** So few that a flood can be more. */
    static final int REQUESTS_AT_A_TIME = 64;

    private static final Duration END = Duration.ofSeconds(70);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int http = Network.freePort();
    private final TcpProxy database;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private NodeProcess process;
    private int keptAway;

    ClusterNode(Path directory, Path modules, Network network, int number, int count, Config store) {
        database = new TcpProxy(store.getInt("perdure.postgres.port"));
        arguments = List.of(
                "--config", configuration(directory, network, number, count).toString(),
                "--port", Integer.toString(http),
                "--modules", modules.toString());
        environment = new HashMap<>(NodeOnPostgres.environment(store, database.port()));
        environment.put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + network.hostsFile(number));
    }

    private static Path configuration(Path directory, Network network, int number, int count) {
        String seeds = IntStream.range(0, count)
                .mapToObj(seed -> "\"" + network.name(seed) + ':' + network.port() + '"')
                .collect(Collectors.joining(", "));
        try {
            return Files.writeString(directory.resolve("node-" + number + ".conf"), """
                    perdure.cluster { host = "%1$s", port = %2$d, seeds = [%3$s] }
                    akka.remote.artery.bind { hostname = "%4$s", port = %2$d }
                    perdure.http.max-concurrent-requests = %5$d
                    # Much comes and goes, so that loading and leaving are struck too.
                    perdure.kernel.passivate-after = 5 seconds
                    """.formatted(
                            network.name(number), network.port(), seeds, network.ownIp(number), REQUESTS_AT_A_TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + http);
    }

    /** Between it and its database. */
    TcpProxy database() {
        return database;
    }

    synchronized NodeProcess process() {
        return process;
    }

    /** As systemd would: starts it if it has ended, also by itself, unless a fault keeps it away. Does not wait. */
    synchronized void startIfMissing() {
        if (keptAway == 0 && (process == null || !process.isAlive())) {
            process = NodeProcess.launch(arguments, environment);
        }
    }

    /** {@code kill -9}; it stays away until {@link #comeBack}. */
    synchronized void kill() {
        keptAway++;
        process.kill();
    }

    /** SIGTERM; it stays away until {@link #comeBack}. Waits for its end. */
    void leave() {
        NodeProcess leaving;
        synchronized (this) {
            keptAway++;
            leaving = process;
            leaving.terminate();
        }
        leaving.waitFor(END);
    }

    synchronized void comeBack() {
        keptAway--;
        startIfMissing();
    }

    /** SIGSTOP; nothing if another fault has ended it. */
    synchronized void freeze() {
        signal(NodeProcess::freeze);
    }

    /** SIGCONT; nothing if it has ended meanwhile. */
    synchronized void thaw() {
        signal(NodeProcess::thaw);
    }

    private void signal(Consumer<NodeProcess> signal) {
        try {
            signal.accept(process);
        } catch (AssertionError notSent) {
            if (process.isAlive()) {
                throw notSent;
            }
        }
    }

    boolean isReady() {
        try {
            var request =
                    HttpRequest.newBuilder(door().resolve("/health/ready")).timeout(Duration.ofSeconds(2));
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        keptAway++;
        if (process != null) {
            process.close();
        }
        database.close();
    }
}

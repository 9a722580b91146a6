package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.node.module.Entry;
import io.perdure.gateway.node.module.Work;
import io.perdure.kernel.store.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three nodes on one database, formed by perdure.cluster")
class ClusterIT {
    private static final int NODES = 3;
    /** Enough for each node to own some. */
    private static final int KEYS = 12;

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("answer for every instance at each door; when one is killed, the others answer for all of them")
    void any_door_and_failover() {
        List<NodeProcess> nodes = start();
        try {
            var doors = nodes.stream().map(node -> new NodeHttp(node.url())).toList();
            for (int key = 0; key < KEYS; key++) {
                append(doors.get(key % NODES), key, 1);
                complete(doors.get(key % NODES), "before-" + key);
            }
            assertThat(doors).allSatisfy(door -> checkAll(door, List.of("c:1")));

            nodes.get(0).kill();

            var left = doors.subList(1, NODES);
            for (int key = 0; key < KEYS; key++) {
                append(left.get(key % left.size()), key, 2);
                complete(left.get(key % left.size()), "after-" + key);
            }
            assertThat(left).allSatisfy(door -> checkAll(door, List.of("c:1", "c:2")));
            assertThat(left)
                    .allSatisfy(door ->
                            assertThat(door.get("/health/ready").status()).isEqualTo(200));
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    @Test
    @DisplayName("a node whose seeds are all silent ends with 69, and names them")
    void nobody_there() throws IOException {
        Path file = Files.writeString(directory.resolve("node.conf"), "perdure.join-timeout = 6 seconds");
        var environment = environment(freePorts(2), 1);
        environment.putAll(NodeOnPostgres.environment(TestPostgres.freshDatabase()));

        try (var node = NodeProcess.launch(List.of("--port", "0", "--config", file.toString()), environment)) {
            var exit = node.waitFor(SOON);

            assertThat(exit.code()).as(exit.err()).isEqualTo(69);
            assertThat(exit.errorLines()).singleElement().asString().contains("seed nodes");
        }
    }

    @Test
    @DisplayName("a node with wrong settings ends with 78, and a line for each of them")
    void wrong_settings() {
        var environment = Map.of("PERDURE_CLUSTER_HOST", "0.0.0.0", "PERDURE_CLUSTER_SEEDS", "10.0.0.1");

        try (var node = NodeProcess.launch(List.of("--port", "0"), environment)) {
            var exit = node.waitFor(SOON);

            assertThat(exit.code()).as(exit.err()).isEqualTo(78);
            assertThat(exit.errorLines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("perdure.cluster.host: 0.0.0.0"))
                    .anyMatch(line -> line.contains("perdure.cluster.seeds: \"10.0.0.1\""));
        }
    }

    /** All at once, as an operator would: the first seed forms the cluster, the others wait for it. */
    private List<NodeProcess> start() {
        var database = NodeOnPostgres.environment(TestPostgres.freshDatabase());
        var ports = freePorts(NODES);
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        var nodes = new ArrayList<NodeProcess>();
        for (int n = 0; n < NODES; n++) {
            var environment = environment(ports, n);
            environment.putAll(database);
            nodes.add(NodeProcess.launch(arguments, environment));
        }
        try {
            nodes.forEach(NodeProcess::awaitReady);
            return nodes;
        } catch (AssertionError failure) {
            nodes.forEach(NodeProcess::close);
            throw failure;
        }
    }

    private static Map<String, String> environment(List<Integer> ports, int n) {
        var environment = new HashMap<String, String>();
        environment.put("PERDURE_CLUSTER_PORT", Integer.toString(ports.get(n)));
        environment.put(
                "PERDURE_CLUSTER_SEEDS",
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        return environment;
    }

    private static List<Integer> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int n = 0; n < count; n++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a client does while a node is lost: the same request again, under the same id, until it is answered. */
    private static void append(NodeHttp door, int key, int n) {
        String id = "append-" + key + "-" + n;
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                NodeHttp.now(door.call("Ledger", "k" + key, "append", new Entry("c", n), id))
                                        .status())
                        .isEqualTo(200));
    }

    private void complete(NodeHttp door, String id) {
        var work = new Work(directory.resolve("effects").toString(), 2);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> List.of(202, 409)
                        .contains(NodeHttp.now(door.startInstance("Chain", id, work, ""))
                                .status()));
        Awaitility.await().atMost(SOON).until(() -> "Completed".equals(status(door, id)));
    }

    private static String status(NodeHttp door, String id) {
        var answer = door.instance(id);
        JsonNode status = answer.status() < 300 ? answer.json().path("runtimeStatus") : null;
        return status == null ? "" : status.asText();
    }

    private static void checkAll(NodeHttp door, List<String> entries) {
        for (int key = 0; key < KEYS; key++) {
            assertThat(door.entries("Ledger", "k" + key)).isEqualTo(entries);
            assertThat(status(door, "before-" + key)).isEqualTo("Completed");
        }
    }
}

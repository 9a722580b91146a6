package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.perdure.gateway.node.NodeHttp.Answer;
import io.perdure.gateway.node.module.Entry;
import io.perdure.kernel.store.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("kill -9 at a chosen moment")
class KillMomentsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("E-63: within a batch, none of it has happened; afterwards all of it happens once, and in order")
    void within_a_batch() throws Exception {
        var arguments = List.of(
                "--port", "0",
                "--data", directory.resolve("data").toString(),
                "--modules", ModuleDirectory.in(directory).toString());
        try (var gate = new Gate()) {
            try (var node = NodeProcess.start(arguments, Map.of())) {
                var http = new NodeHttp(node.url());
                assertThat(NodeHttp.now(http.signal("Forwarder", "a", "burst", gate.port(), null))
                                .status())
                        .isEqualTo(202);
                gate.arrival();
                appendAll(http); // these wait behind the batch
                assertThat(http.entries("Ledger", "from-a")).isEmpty();
                node.kill();
            }
            try (var node = NodeProcess.start(arguments, Map.of())) {
                var http = new NodeHttp(node.url());
                var again = gate.arrival(); // the sender was woken, and sent again
                assertThat(http.entries("Ledger", "from-a")).isEmpty();
                var answers = appendAll(http);
                again.close();

                assertThat(answers)
                        .allSatisfy(answer ->
                                assertThat(NodeHttp.now(answer).status()).isEqualTo(202));
                assertThat(http.entries("Ledger", "from-a"))
                        .startsWith("burst:1", "burst:2", "burst:3", "burst:4", "burst:5")
                        .hasSize(8)
                        .contains("c1:1", "c2:1", "c3:1");
            }
        }
    }

    @Test
    @DisplayName("after the commit and before the answer: there once, and a repetition is harmless")
    void between_commit_and_answer() throws Exception {
        Config database = TestPostgres.freshDatabase();
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        try (var proxy = new TcpProxy(database.getInt("perdure.postgres.port"));
                var node = NodeProcess.start(arguments, NodeOnPostgres.environment(database, proxy.port()));
                var admin = NodeOnPostgres.connect(database)) {
            var http = new NodeHttp(node.url());
            NodeHttp.now(http.signal("Ledger", "a", "append", new Entry("c", 1), "key-1"));
            int before = committed(admin, "%@ledger@a");
            proxy.swallowAnswers();

            var answer = http.signal("Ledger", "a", "append", new Entry("c", 2), "key-2");

            Awaitility.await().atMost(SOON).until(() -> committed(admin, "%@ledger@a") > before);
            assertThat(answer).isNotDone();
            node.kill();
        }
        try (var node = NodeProcess.start(arguments, NodeOnPostgres.environment(database))) {
            var http = new NodeHttp(node.url());
            assertThat(NodeHttp.now(http.signal("Ledger", "a", "append", new Entry("c", 2), "key-2"))
                            .status())
                    .isEqualTo(202);
            assertThat(http.entries("Ledger", "a")).containsExactly("c:1", "c:2");
        }
    }

    @Test
    @DisplayName("a step that sends is journaled together with its index row, so that nobody need ask for what it sent")
    void with_its_index_row() throws Exception {
        Config database = TestPostgres.freshDatabase();
        var environment = NodeOnPostgres.environment(database);
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        try (var admin = NodeOnPostgres.connect(database)) {
            try (var node = NodeProcess.start(arguments, environment)) {
                lockIndex(admin);
                var answer = new NodeHttp(node.url()).signal("Forwarder", "a", "append", new Entry("c", 1), "key-1");
                awaitWaitingForIndex(database);
                assertThat(committed(admin, "%@forwarder@a")).isZero();
                assertThat(answer).isNotDone();
                node.kill();
            }
            admin.rollback(); // the server goes on with what it was told before the node died
            Awaitility.await().atMost(SOON).until(() -> committed(admin, "%@forwarder@a") > 0);
        }
        try (var node = NodeProcess.start(arguments, environment)) {
            var http = new NodeHttp(node.url());
            assertThat(http.list("Forwarder", "").body()).contains("\"a\"");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> http.entries("Ledger", "from-a").equals(List.of("c:1")));
        }
    }

    private static List<CompletableFuture<Answer>> appendAll(NodeHttp http) {
        return Stream.of("c1", "c2", "c3")
                .map(client -> http.signal("Ledger", "from-a", "append", new Entry(client, 1), client))
                .toList();
    }

    /** From now on nobody else can write an index row, until the connection rolls back. */
    private static void lockIndex(Connection admin) throws SQLException {
        admin.setAutoCommit(false);
        try (var statement = admin.createStatement()) {
            statement.execute("LOCK TABLE perdure_instance IN EXCLUSIVE MODE");
        }
    }

    private static void awaitWaitingForIndex(Config database) throws SQLException {
        try (var other = NodeOnPostgres.connect(database);
                var waiting = other.prepareStatement(
                        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'perdure_instance'::regclass")) {
            Awaitility.await().atMost(SOON).until(() -> waiting.executeQuery().next());
        }
    }

    private static int committed(Connection admin, String persistenceId) throws SQLException {
        try (var statement = admin.prepareStatement("SELECT COUNT(*) FROM event_journal WHERE persistence_id LIKE ?")) {
            statement.setString(1, persistenceId);
            try (var count = statement.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }
}

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
    @DisplayName("after the commit and before the answer: there once, a repetition is harmless, and lists show it")
    void between_commit_and_answer() throws Exception {
        Config database = TestPostgres.freshDatabase();
        var environment = NodeOnPostgres.environment(database);
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        try (var node = NodeProcess.start(arguments, environment);
                var admin = NodeOnPostgres.connect(database)) {
            lockIndex(admin);
            var http = new NodeHttp(node.url());
            var answer = http.signal("Ledger", "a", "append", new Entry("c", 1), "key-1");
            awaitCommitted(admin, "%@ledger@a");
            assertThat(answer).isNotDone();
            node.kill();
            admin.rollback();
        }
        try (var node = NodeProcess.start(arguments, environment)) {
            var http = new NodeHttp(node.url());
            assertThat(NodeHttp.now(http.signal("Ledger", "a", "append", new Entry("c", 1), "key-1"))
                            .status())
                    .isEqualTo(202);
            assertThat(http.list("Ledger", "").body()).contains("\"a\"");
            assertThat(http.entries("Ledger", "a")).containsExactly("c:1");
        }
    }

    @Test
    @DisplayName("before the index knows of it, a step that sends is not journaled: a crash then strands no message")
    void before_the_announcement() throws Exception {
        Config database = TestPostgres.freshDatabase();
        var environment = NodeOnPostgres.environment(database);
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        try (var node = NodeProcess.start(arguments, environment);
                var admin = NodeOnPostgres.connect(database)) {
            lockIndex(admin);
            var http = new NodeHttp(node.url());
            var answer = http.signal("Forwarder", "a", "append", new Entry("c", 1), "key-1");
            var unused = http.signal("Ledger", "b", "append", new Entry("c", 1), "key-2");
            awaitCommitted(admin, "%@ledger@b");
            assertThat(isCommitted(admin, "%@forwarder@a")).isFalse();
            assertThat(answer).isNotDone();
            node.kill();
            admin.rollback();
        }
        try (var node = NodeProcess.start(arguments, environment)) {
            var http = new NodeHttp(node.url());
            assertThat(NodeHttp.now(http.signal("Forwarder", "a", "append", new Entry("c", 1), "key-1"))
                            .status())
                    .isEqualTo(202);
            assertThat(http.entries("Forwarder", "a")).containsExactly("c:1");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> http.entries("Ledger", "from-a").equals(List.of("c:1")));
        }
    }

    @Test
    @DisplayName("a repetition is not acknowledged before the index has what it acknowledges")
    void after_a_repetition() throws Exception {
        Config database = TestPostgres.freshDatabase();
        var environment = NodeOnPostgres.environment(database);
        var arguments = List.of(
                "--port", "0", "--modules", ModuleDirectory.in(directory).toString());
        try (var admin = NodeOnPostgres.connect(database)) {
            try (var node = NodeProcess.start(arguments, environment)) {
                lockIndex(admin);
                var unused = new NodeHttp(node.url()).signal("Ledger", "a", "append", new Entry("c", 1), "key-1");
                awaitCommitted(admin, "%@ledger@a");
                node.kill();
                admin.rollback();
            }
            try (var node = NodeProcess.start(arguments, environment)) {
                lockIndex(admin);
                var http = new NodeHttp(node.url());
                // Acknowledged now, or later, or not at all: only not before the index has it.
                var again = http.signal("Ledger", "a", "append", new Entry("c", 1), "key-1");
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> http.entries("Ledger", "a").equals(List.of("c:1")));
                boolean acknowledged = again.isDone() && !again.isCompletedExceptionally();
                node.kill();
                admin.rollback();
                assertThat(acknowledged)
                        .as("acknowledged although the index could not be written")
                        .isFalse();
            }
        }
    }

    private static List<CompletableFuture<Answer>> appendAll(NodeHttp http) {
        return Stream.of("c1", "c2", "c3")
                .map(client -> http.signal("Ledger", "from-a", "append", new Entry(client, 1), client))
                .toList();
    }

    /** From now on no creation can be acknowledged, until the connection rolls back. */
    private static void lockIndex(Connection admin) throws SQLException {
        admin.setAutoCommit(false);
        try (var statement = admin.createStatement()) {
            statement.execute("LOCK TABLE perdure_instance IN EXCLUSIVE MODE");
        }
    }

    private static void awaitCommitted(Connection admin, String persistenceId) {
        Awaitility.await().atMost(SOON).until(() -> isCommitted(admin, persistenceId));
    }

    private static boolean isCommitted(Connection admin, String persistenceId) throws SQLException {
        try (var statement = admin.prepareStatement("SELECT 1 FROM event_journal WHERE persistence_id LIKE ?")) {
            statement.setString(1, persistenceId);
            return statement.executeQuery().next();
        }
    }
}

package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.perdure.gateway.node.module.Entry;
import io.perdure.kernel.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One node for all tests: each leaves it healthy, or the next one shows that it did not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A node whose database goes away")
class DatabaseFaultsIT {
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final long DEADLINE_SECONDS = 4;

    private TcpProxy proxy;
    private NodeProcess node;
    private NodeHttp http;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Config database = TestPostgres.freshDatabase();
        proxy = new TcpProxy(database.getInt("perdure.postgres.port"));
        Path config = Files.writeString(directory.resolve("node.conf"), """
                perdure.http.request-timeout = %d seconds
                perdure.pool.connection-timeout = 1 second
                perdure.postgres.socket-timeout = 2 seconds
                """.formatted(DEADLINE_SECONDS));
        node = NodeProcess.start(
                List.of(
                        "--port", "0",
                        "--config", config.toString(),
                        "--modules", ModuleDirectory.in(directory).toString()),
                NodeOnPostgres.environment(database, proxy.port()));
        http = new NodeHttp(node.url());
    }

    @AfterAll
    void stop() throws IOException {
        node.close();
        proxy.close();
    }

    @Test
    @DisplayName("says so at once, answers what it knows, and is well by itself when the database is back")
    void cut() {
        checkOutage(proxy::cut, "cut");
    }

    @Test
    @DisplayName("hangs nowhere when the database falls silent")
    void silent() {
        checkOutage(proxy::silence, "silent");
    }

    @Test
    @DisplayName("loses and doubles nothing over outages under load")
    void outages_under_load() {
        try (var load = new LedgerLoad(7, 6, "out-a", "out-b")) {
            for (int round = 0; round < 2; round++) {
                var running = load.start(http, 200);
                running.awaitAcknowledged();
                proxy.cut();
                awaitNotReady();
                running.stop();
                proxy.restore();
                awaitReady();
                load.repeatDoubtful(http);
            }
            load.verify(http);
        }
    }

    @Test
    @DisplayName("loses and doubles nothing when a commit succeeds and its answer is lost")
    void commit_answers_lost() {
        try (var load = new LedgerLoad(8, 6, "answer-a", "answer-b")) {
            for (int round = 0; round < 3; round++) {
                proxy.dropCommitAnswers(2);
                var running = load.start(http, 150);
                running.awaitAcknowledged();
                Awaitility.await().atMost(BACK).until(() -> proxy.commitAnswersLeftToDrop() == 0);
                running.stop();
                awaitReady();
                load.repeatDoubtful(http);
            }
            load.verify(http);
        }
    }

    private void checkOutage(Runnable outage, String key) {
        assertThat(append(key, 1)).isEqualTo(202);

        outage.run();
        awaitNotReady();
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        assertThat(http.entries("Ledger", key)).containsExactly(key + ":1");
        long before = System.nanoTime();
        var answers = List.of(
                http.signal("Ledger", key, "append", new Entry(key, 2), key + "-2"),
                http.call("Ledger", key, "append", new Entry(key, 3), key + "-3"),
                http.signal("Ledger", key + "-new", "append", new Entry(key, 1), key + "-1"));
        for (var answer : answers) {
            var got = NodeHttp.now(answer);
            assertThat(got.status()).as(got.toString()).isIn(503, 504);
            assertThat(got.hasRetryAfter()).as(got.toString()).isEqualTo(got.status() == 503);
        }
        assertThat(http.state("Ledger", key + "-unseen").status()).isIn(503, 504);
        assertThat(http.list("Ledger", "").status()).isIn(503, 504);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isLessThan(Duration.ofSeconds(3 * DEADLINE_SECONDS + 9));
        assertThat(http.entries("Ledger", key)).containsExactly(key + ":1");

        proxy.restore();
        awaitReady();
        for (int n : new int[] {2, 3}) {
            Awaitility.await().atMost(BACK).until(() -> append(key, n) == 202);
        }
        assertThat(http.entries("Ledger", key)).containsExactlyInAnyOrder(key + ":1", key + ":2", key + ":3");
        assertThat(http.list("Ledger", "").status()).isEqualTo(200);
    }

    private int append(String key, int n) {
        return NodeHttp.now(http.signal("Ledger", key, "append", new Entry(key, n), key + "-" + n))
                .status();
    }

    private void awaitReady() {
        Awaitility.await().atMost(BACK).until(() -> http.get("/health/ready").status() == 200);
    }

    private void awaitNotReady() {
        Awaitility.await().atMost(BACK).until(() -> http.get("/health/ready").status() == 503);
    }
}

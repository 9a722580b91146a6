package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§7: PostgreSQL")
class PostgresStoreTest extends StoreContract {

    @Override
    Config freshPlace() {
        return TestPostgres.freshDatabase();
    }

    @Test
    @DisplayName("nodes that start at the same time on an empty database all come up")
    void concurrent_start() throws Exception {
        Config settings = TestPostgres.freshDatabase();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Store>> stores = threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<Store>>mapToObj(i -> () -> open(settings))
                    .toList());
            for (Future<Store> store : stores) {
                store.get().ping();
                store.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("after the server has dropped all connections the store works again by itself")
    void reconnects() {
        TestPostgres.breakConnections(settings());

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> {
                    store().ping();
                    return true;
                });
    }

    @Test
    @DisplayName("data that the database cannot hold is refused as such, and not called a failure of the database")
    void impossible_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().index().upsert(newHub(), List.of(withSummary(row("n", "a"), "a\u0000b"))))
                .withMessageContaining("0x00");
    }

    @Test
    @DisplayName("a database that is down at start: host, port, database and reason are named, the password is not")
    void down() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> open(at(free)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + free + "/orders")
                .hasMessageContaining("refused")
                .hasMessageEndingWith(
                        ". Check the server, and perdure.postgres: host, port and database, or url; user and password.")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @Test
    @DisplayName("a server that accepts and then says nothing is noticed")
    void silent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open(at(silent.getLocalPort())))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
        }
    }

    private static Config at(int port) {
        return ConfigFactory.parseString("""
                perdure { store = postgres, postgres {
                  url = "jdbc:postgresql://127.0.0.1:%d/orders?password=s3cret", connect-timeout = 1 s, socket-timeout = 1 s } }
                """.formatted(port));
    }

    private static InstanceRow withSummary(InstanceRow row, String summary) {
        return new InstanceRow(
                row.address(),
                row.status(),
                row.createdAt(),
                row.updatedAt(),
                row.active(),
                row.wakeAt(),
                row.version(),
                summary);
    }
}

package io.perdure.gateway.campaign;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server that keeps what it has acknowledged, and can be restarted. */
final class DatabaseServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Path data;
    private final int port = Network.freePort();
    private EmbeddedPostgres server;

    DatabaseServer(Path directory) {
        data = directory.resolve("postgres");
        server = start();
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("fsync", "on") // off by default in tests, as is the other
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the database of the campaign", e);
        }
    }

    /** As for {@code TestPostgres.freshDatabase()}. */
    Config config() {
        return ConfigFactory.parseString("""
                perdure {
                  store = postgres
                  postgres { host = "127.0.0.1", port = %d, database = postgres, user = postgres, password = "not-asked-for" }
                }
                """.formatted(port));
    }

    /** Transactions are rolled back, the rest is written. */
    synchronized void stopFast() {
        stop(process -> {});
    }

    /** As {@code pg_ctl stop -m immediate}, which is a crash: the next start reads the log. */
    synchronized void stopImmediately() {
        stop(process -> {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
    }

    synchronized void startAgain() {
        if (!Files.exists(pidFile())) {
            server = start();
        }
    }

    private interface Blow {
        void strike(ProcessHandle process) throws Exception;
    }

    /** In the end it is told to stop fast, also when there is nothing left to stop, which its class logs as an error. */
    private void stop(Blow blow) {
        if (!Files.exists(pidFile())) {
            return; // another strike has stopped it
        }
        try {
            String pid = Files.readAllLines(pidFile()).get(0).strip();
            var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            blow.strike(process);
            server.close();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The database does not stop", e);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
    }
}

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

    /** Ends as {@code pg_ctl stop -m fast} does: transactions are rolled back, the rest is written. */
    synchronized void stopFast() {
        stop("INT");
    }

    /** Ends as {@code pg_ctl stop -m immediate} does, which is a crash: the next start reads the log. */
    synchronized void stopImmediately() {
        stop("QUIT");
    }

    synchronized void startAgain() {
        if (!Files.exists(pidFile())) {
            server = start();
        }
    }

    private void stop(String signal) {
        try {
            if (!Files.exists(pidFile())) {
                return; // another strike has stopped it
            }
            String pid = Files.readAllLines(pidFile()).get(0).strip();
            var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            server.close();
        } catch (Exception e) {
            throw new AssertionError("The database does not stop", e);
        }
        if (Files.exists(pidFile())) {
            throw new AssertionError("The database stopped and left " + pidFile());
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

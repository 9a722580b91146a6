package io.perdure.kernel.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of a test's own, to be maltreated. Not thread-safe. */
public final class OwnPostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    /** @param directory where it keeps its data */
    public OwnPostgres(Path directory) {
        data = directory.resolve("pg");
        server = open(0);
    }

    private EmbeddedPostgres open(int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig(
                            "synchronous_commit", "on") // off by default, to be fast: a crash would lose commits
                    .setServerConfig("max_connections", "20");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL server", e);
        }
    }

    /** The keys below {@code perdure} that lead here. */
    public Config settings() {
        return ConfigFactory.parseString("""
                perdure {
                  store = postgres
                  postgres { host = "127.0.0.1", port = %d, database = postgres, user = postgres, password = "not-asked-for" }
                }
                """.formatted(server.getPort()));
    }

    public void execute(String... statements) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Ends in order, as {@code pg_ctl stop -m fast} does: clients are thrown out. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends without any order, as {@code pg_ctl stop -m immediate} does; the next start recovers. */
    public void crash() {
        var postmaster = postmaster();
        signal("QUIT", List.of(postmaster));
        awaitEnd(postmaster);
        stop();
    }

    public void startAgain() {
        server = open(server.getPort());
    }

    /** All its processes stop where they are; who connects is not refused, and not answered either. */
    public void freeze() {
        signal("STOP", all());
    }

    public void thaw() {
        signal("CONT", all());
    }

    private List<ProcessHandle> all() {
        var postmaster = postmaster();
        var all = new java.util.ArrayList<>(List.of(postmaster)); // first, so that it makes no more of them
        postmaster.descendants().forEach(all::add);
        return all;
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("PostgreSQL does not end", e);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        for (var process : processes) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}

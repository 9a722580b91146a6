package io.perdure.kernel.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server per JVM for tests, started at the first use (some seconds) and stopped with the JVM. It runs
 * without fsync: good for every test but that of a power failure. Thread-safe.
 */
public final class TestPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestPostgres() {}

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start the embedded PostgreSQL server", e);
            }
        }
    }

    /**
     * Creates an empty database and returns the configuration of a store in it: the keys below {@code perdure} that
     * differ from {@code reference.conf}, with the section's name, ready for {@code withFallback(ConfigFactory.load())}.
     */
    public static Config freshDatabase() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return ConfigFactory.parseString("""
                perdure {
                  store = postgres
                  postgres { host = "127.0.0.1", port = %d, database = "%s", user = "postgres", password = "not-asked-for" }
                }
                """.formatted(Server.INSTANCE.getPort(), name));
    }

    /** Ends all connections to the database of that configuration, as a restart of the server would. */
    public static void breakConnections(Config freshDatabase) {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                .formatted(freshDatabase.getString("perdure.postgres.database")));
    }

    private static void execute(String sql) {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

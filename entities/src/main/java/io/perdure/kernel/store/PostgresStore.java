package io.perdure.kernel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database on a PostgreSQL server. */
final class PostgresStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

    private PostgresStore() {}

    static Store open(PostgresSettings settings, PoolSettings pool) {
        HikariConfig hikari = pool.hikari("perdure-postgres");
        hikari.setDataSource(settings.dataSource());
        hikari.setKeepaliveTime(pool.keepAlive().toMillis());
        hikari.setMaxLifetime(pool.maxLifetime().toMillis());
        String database = "PostgreSQL " + settings.address();
        try {
            Store store = SqlStore.open(
                    new HikariDataSource(hikari),
                    settings.dataSource(),
                    new PostgresDialect(),
                    database,
                    pool.journal(),
                    () -> {},
                    () -> {});
            warnIfUnsafe(store, database);
            return store;
        } catch (RuntimeException e) {
            throw SqlStore.unavailable(
                    database,
                    e,
                    "the server, and perdure.postgres: host, port and database, or url; user and password");
        }
    }

    /** We do not change the server's settings: whoever switched them off may have had a reason, such as a test. */
    private static void warnIfUnsafe(Store store, String database) {
        for (String setting : new String[] {"synchronous_commit", "fsync"}) {
            try (Connection connection = store.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW " + setting)) {
                row.next();
                if (row.getString(1).equals("off")) {
                    LOG.warn(
                            "{} has {} = off: after a crash of the server, acknowledged operations can be missing (expected: on)",
                            database,
                            setting);
                }
            } catch (SQLException e) {
                LOG.warn("{}: cannot read its setting {}", database, setting, e);
            }
        }
    }
}

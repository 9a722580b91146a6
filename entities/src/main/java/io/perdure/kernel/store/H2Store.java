package io.perdure.kernel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.perdure.failures.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** Opens the embedded database. It is closed when the last connection of the pool is. */
final class H2Store {

    private H2Store() {}

    static Store open(H2Settings settings, PoolSettings pool) {
        createDirectory(settings.directory());
        String database = "H2 file " + settings.file() + ".mv.db";
        Runnable giveBack = OpenFiles.take(settings.file(), database);
        try {
            return open(settings, pool, database, giveBack);
        } catch (RuntimeException | Error e) {
            giveBack.run();
            throw e;
        }
    }

    private static Store open(H2Settings settings, PoolSettings pool, String database, Runnable afterClose) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(settings.url());
        h2.setUser("sa");
        DataSource source = settings.durability() == H2Settings.Durability.POWER ? new PowerSafeDataSource(h2) : h2;
        HikariConfig hikari = pool.hikari("perdure-h2");
        hikari.setDataSource(source);
        // The connections are objects in this process: they neither age nor break.
        hikari.setMaxLifetime(0);
        hikari.setKeepaliveTime(0);
        H2Housekeeping housekeeping = null;
        try {
            // Its connection is the first: it opens the file, or finds out why not.
            housekeeping = H2Housekeeping.start(h2);
            return SqlStore.open(
                    new HikariDataSource(hikari),
                    source,
                    new H2Dialect(),
                    database,
                    pool.journal(),
                    housekeeping::stop,
                    afterClose);
        } catch (SQLException | RuntimeException e) {
            if (housekeeping != null) {
                housekeeping.stop();
            }
            throw isLocked(e) ? locked(database, e) : SqlStore.unavailable(database, e, "perdure.data and perdure.h2");
        }
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "Cannot create directory %s for the H2 database: %s (expected: a place that this process may write to; see perdure.data and perdure.h2.file)."
                            .formatted(directory, e),
                    e);
        }
    }

    private static boolean isLocked(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    private static StoreUnavailableException locked(String database, Throwable e) {
        return new StoreUnavailableException(
                "%s is held by another process (expected: one process per file). Stop the other node, or give this one a directory of its own with perdure.data."
                        .formatted(database),
                e);
    }
}

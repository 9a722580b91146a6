package io.perdure.kernel.store;

import com.zaxxer.hikari.HikariDataSource;
import io.perdure.failures.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** A pool, a dialect, and what is built on them. */
final class SqlStore implements Store, JournalWriter.Table {
    private final HikariDataSource pool;
    private final StoreHealth health;
    private final DataSource watched;
    private final Dialect dialect;
    private final int journalConnections;
    private final Transactions transactions;
    private final InstanceIndex index;
    private final JournalTables journal;
    private final MemberTable members;
    private final Runnable beforeClose;
    private final Runnable afterClose;

    private SqlStore(
            HikariDataSource pool,
            Dialect dialect,
            String database,
            int journalConnections,
            Runnable beforeClose,
            Runnable afterClose) {
        this.pool = pool;
        this.dialect = dialect;
        this.journalConnections = journalConnections;
        this.beforeClose = beforeClose;
        this.afterClose = afterClose;
        this.health = new StoreHealth(pool, dialect::probe, database);
        this.watched = new WatchedPool(pool, health);
        this.transactions = new Transactions(watched, dialect, database, health);
        this.index = new SqlInstanceIndex(transactions, dialect);
        this.journal = new SqlJournalTables(transactions);
        this.members = new SqlMemberTable(transactions);
    }

    /**
     * Brings the schema up to date and owns the pool from then on; closes it when that fails.
     *
     * @param beforeClose run before the pool is closed
     * @param afterClose run when it is closed
     * @param direct the pool's own source: migrations hold several connections at once and must not wait for each other
     */
    static SqlStore open(
            HikariDataSource pool,
            DataSource direct,
            Dialect dialect,
            String database,
            int journalConnections,
            Runnable beforeClose,
            Runnable afterClose) {
        try {
            migrate(direct, dialect);
            return new SqlStore(pool, dialect, database, journalConnections, beforeClose, afterClose);
        } catch (RuntimeException e) {
            beforeClose.run();
            pool.close();
            throw e;
        }
    }

    /**
     * Safe when several nodes start at once: one migrates, the others wait for it. Flyway's own lock is on its history
     * table, and does not cover the making of that table.
     */
    private static void migrate(DataSource direct, Dialect dialect) {
        String lock = dialect.migrationLock();
        if (lock == null) {
            migrateAlone(direct, dialect);
            return;
        }
        try (Connection connection = direct.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(lock);
            migrateAlone(direct, dialect);
        } catch (SQLException e) {
            throw new FlywayException("Unable to lock the schema for its migration: " + e.getMessage(), e);
        }
    }

    private static void migrateAlone(DataSource direct, Dialect dialect) {
        Flyway.configure(SqlStore.class.getClassLoader())
                .dataSource(direct)
                .locations(dialect.migrations())
                .failOnMissingLocations(true)
                .table("perdure_schema_history")
                // The database may hold tables of others; ours start at version 1 all the same.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** @param check what an operator may have to mend */
    static StoreUnavailableException unavailable(String database, Throwable e, String check) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = reason.getMessage() == null ? reason.getClass().getName() : reason.getMessage();
        String stripped = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return new StoreUnavailableException("Cannot open %s: %s. Check %s.".formatted(database, stripped, check), e);
    }

    @Override
    public DataSource dataSource() {
        return watched;
    }

    @Override
    public InstanceIndex index() {
        return index;
    }

    @Override
    public JournalTables journal() {
        return journal;
    }

    @Override
    public MemberTable members() {
        return members;
    }

    @Override
    public void append(List<JournalEntry> entries) throws SQLException {
        try (Connection connection = connect()) {
            dialect.append(connection, entries);
        } catch (SQLException e) {
            if (dialect.isTrouble(e)) {
                health.suspect();
            }
            throw e;
        }
    }

    private Connection connect() {
        try {
            return watched.getConnection();
        } catch (SQLException e) {
            throw new NotWrittenException("No connection for a write: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isUndone(SQLException e) {
        return dialect.isUndone(e);
    }

    @Override
    public @Nullable NotWrittenException refusal() {
        return health.refusal();
    }

    @Override
    public void onTrouble(Consumer<NotWrittenException> refusal) {
        health.onTrouble(refusal);
    }

    @Override
    public void checkWrites() {
        transactions.checkWrites();
    }

    @Override
    public boolean isConflict(SQLException e) {
        return transactions.isConflict(e);
    }

    @Override
    public void ping() {
        transactions.checkWrites();
        transactions.read("ping", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SELECT 1");
            }
        });
    }

    @Override
    public void close() {
        try {
            health.close();
            beforeClose.run();
            pool.close();
        } finally {
            afterClose.run();
        }
    }

    Dialect dialect() {
        return dialect;
    }

    int journalConnections() {
        return journalConnections;
    }
}

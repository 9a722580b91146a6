package io.perdure.kernel.store;

import io.perdure.failures.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on a connection of the pool and puts the database's failures into our words. Blocking, thread-safe. */
final class Transactions {
    private static final int ATTEMPTS = 4;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final String database;
    private final StoreHealth health;

    Transactions(DataSource dataSource, Dialect dialect, String database, StoreHealth health) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.database = database;
        this.health = health;
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Throws while it is known that nothing can be written. */
    void checkWrites() {
        try {
            health.checkWrites();
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /** Single statements that change nothing. */
    <T> T read(String what, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** One transaction; it is repeated when it loses a race, so {@code work} must have no effect outside. */
    <T> T write(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isConflict(e)) {
                    throw failure(what, e);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // On any failure the pool rolls back when it takes the connection back.
            T result = work.on(connection);
            connection.commit();
            return result;
        }
    }

    /** Whether the transaction lost a race against another one. */
    boolean isConflict(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            if (dialect.isConflict(each)) {
                return true;
            }
        }
        return false;
    }

    private RuntimeException failure(String what, SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException(); // of a batch, the first says only that it failed
        }
        String state = last.getSQLState() == null ? "" : last.getSQLState();
        // Class 22: data that the database cannot hold, such as U+0000; 54: a key too long for an index. Trying again
        // is in vain.
        if (state.startsWith("22") || state.startsWith("54")) {
            return new IllegalArgumentException(
                    "Cannot %s: %s does not take the data: %s".formatted(what, database, last.getMessage()), e);
        }
        if (dialect.isTrouble(last)) {
            health.suspect();
        }
        return new StoreUnavailableException("Cannot %s in %s: %s".formatted(what, database, last.getMessage()), e);
    }
}

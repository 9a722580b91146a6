package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database is of use. A failure makes it look by itself, on a thread of its own; as long as it finds the
 * database in trouble, others are told at once instead of waiting for time-outs one after the other, and the log has a line
 * a minute instead of one for each of them. Thread-safe.
 */
final class StoreHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

    /** Short, since it is the delay after which work resumes. */
    private static final long LOOK_AGAIN_MILLIS = 250;

    private static final long REMIND_NANOS = Duration.ofMinutes(1).toNanos();

    /** A look at the database: connects, and writes without leaving anything behind. */
    interface Probe {
        void write(Connection connection) throws SQLException;
    }

    /** What is wrong: everything, or only that it takes no writes. */
    private record Trouble(boolean away, String what, SQLException reason) {}

    private final DataSource pool;
    private final Probe probe;
    private final String database;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Consumer<NotWrittenException> listener = refusal -> {};
    private volatile @Nullable Trouble trouble;
    private volatile boolean closed;

    StoreHealth(DataSource pool, Probe probe, String database) {
        this.pool = pool;
        this.probe = probe;
        this.database = database;
    }

    /** @param refusal told whenever a look finds trouble, on a thread that must not be held up */
    void onTrouble(Consumer<NotWrittenException> refusal) {
        listener = refusal;
    }

    /**
     * What is to be told to who wants to write; null when nothing is known to be wrong.
     */
    @Nullable
    NotWrittenException refusal() {
        var now = trouble;
        return now == null ? null : new NotWrittenException(now.what(), now.reason());
    }

    /** Throws at once while the database is known to be away. */
    void checkConnection() throws SQLException {
        var now = trouble;
        if (now != null && now.away()) {
            throw new SQLTransientConnectionException(now.what(), now.reason().getSQLState(), now.reason());
        }
    }

    /** Throws at once while the database is known to be away or to take no writes. */
    void checkWrites() throws SQLException {
        var now = trouble;
        if (now != null) {
            throw new SQLTransientConnectionException(now.what(), now.reason().getSQLState(), now.reason());
        }
    }

    /** Something failed that may be the database's fault. */
    void suspect() {
        if (!closed && looking.compareAndSet(false, true)) {
            var thread = new Thread(this::look, "perdure-store-health");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void look() {
        long since = System.nanoTime();
        long said = 0;
        try {
            // The second look in a row counts: the first may have met a connection that had broken before.
            Trouble found = find() == null ? null : find();
            while (found != null && !closed) {
                trouble = found;
                listener.accept(new NotWrittenException(found.what(), found.reason()));
                if (said == 0 || System.nanoTime() - said > REMIND_NANOS) {
                    said = System.nanoTime();
                    LOG.warn("{} Work that needs it is refused until then; nothing has to be restarted.", found.what());
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
                found = find();
            }
            if (said != 0 && !closed) {
                LOG.info("{} is back after {} s.", database, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            trouble = null;
            looking.set(false);
        }
    }

    private @Nullable Trouble find() {
        try (Connection connection = pool.getConnection()) {
            return write(connection);
        } catch (SQLException e) {
            return new Trouble(true, "%s cannot be reached: %s.".formatted(database, text(root(e))), e);
        }
    }

    private @Nullable Trouble write(Connection connection) {
        try {
            probe.write(connection);
            return null;
        } catch (SQLException e) {
            return new Trouble(
                    isOfConnection(e),
                    "%s takes no writes: %s (SQLSTATE %s).".formatted(database, text(e), e.getSQLState()),
                    e);
        }
    }

    private static boolean isOfConnection(SQLException e) {
        String state = e.getSQLState() == null ? "08" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** The pool says only that there was no connection; what it wraps, why. */
    private static SQLException root(SQLException e) {
        SQLException root = e;
        while (root.getCause() instanceof SQLException cause) {
            root = cause;
        }
        return root;
    }

    private static String text(SQLException e) {
        String message =
                String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}

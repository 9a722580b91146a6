package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the space of replaced pages back. H2 does it in its background writer, which does not exist with
 * {@code WRITE_DELAY=0}; without it a journal of 1,000 instances took 4 kB of file for each event of 300 bytes, for ever.
 */
final class H2Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeping.class);

    private static final int PERIOD_MILLIS = 200;
    // Rewrite the emptiest chunks when less than half of all is in use: at most 4 MiB at a time, so that a commit does
    // not
    // wait long for the lock.
    private static final int FILL_PERCENT = 50;
    private static final int BYTES_AT_A_TIME = 4 * 1024 * 1024;

    private final Connection connection;
    private final MVStore file;
    private final ScheduledExecutorService thread;

    private H2Housekeeping(Connection connection) throws SQLException {
        this.connection = connection;
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        this.file = session.getDatabase().getStore().getMvStore();
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread it = new Thread(work, "perdure-h2-housekeeping");
            it.setDaemon(true);
            return it;
        });
    }

    static H2Housekeeping start(JdbcDataSource h2) throws SQLException {
        H2Housekeeping housekeeping = new H2Housekeeping(h2.getConnection());
        var unused = housekeeping.thread.scheduleWithFixedDelay(
                housekeeping::compact, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return housekeeping;
    }

    private void compact() {
        try {
            boolean unused = file.compact(FILL_PERCENT, BYTES_AT_A_TIME);
        } catch (RuntimeException e) {
            if (!file.isClosed()) {
                LOG.warn("H2 could not give space back; the file grows until it can", e);
            }
        }
    }

    /** Blocks while a piece of work is under way: an interrupt in the middle of it would close the file. */
    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("H2 housekeeping did not end within 10 s; closing without it");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("H2 housekeeping could not close its connection", e);
        }
    }
}

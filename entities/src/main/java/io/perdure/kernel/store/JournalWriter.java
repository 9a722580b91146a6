package io.perdure.kernel.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a node's journals: a thread that commits what has gathered while it committed what came before. Plain
 * JDBC, since every hand-over between threads on this way is in the latency of each step. Thread-safe; closing waits for
 * what is under way.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /** Bounds what a transaction of large events costs in memory and time. */
    private static final long LARGEST_BATCH_BYTES = 4 << 20;

    private static final int ATTEMPTS = 4;
    private static final long PATIENCE_SECONDS = 10;

    /** Events of one instance, at least one; written together or not at all. */
    record Call(List<JournalEntry> entries, Ending ending) {
        private static final Call LAST = new Call(List.of(), new Ending() {
            @Override
            public void written() {}

            @Override
            public void failed(Throwable reason) {}
        });

        private boolean isLast() {
            return entries.isEmpty();
        }
    }

    /** How a call ended. Called on the writer's thread; must not block. */
    interface Ending {
        void written();

        void failed(Throwable reason);
    }

    /** Writes entries in one transaction. */
    interface Table {
        void append(List<JournalEntry> entries) throws SQLException;

        /** Whether the transaction lost a race against another one and is worth a second try. */
        boolean isConflict(SQLException e);

        /** Whether the database says that nothing of the transaction is done. */
        boolean isUndone(SQLException e);

        /** Why nothing can be written at this time, if that is known; asked for each write. */
        @Nullable
        NotWrittenException refusal();

        /** Whom to tell when nothing can be written any more: what waits would only wait. */
        void onTrouble(Consumer<NotWrittenException> refusal);
    }

    private final Table table;
    private final int batchSize;
    private final int bufferSize;
    private final BlockingQueue<Call> calls;
    private final Thread thread;

    /**
     * @param batchSize calls per transaction at most
     * @param bufferSize calls that may wait
     */
    JournalWriter(Table table, int batchSize, int bufferSize) {
        this.table = table;
        this.batchSize = batchSize;
        this.bufferSize = bufferSize;
        this.calls = new LinkedBlockingQueue<>(bufferSize);
        this.thread = new Thread(this::run, "perdure-journal-writer");
        thread.setDaemon(true);
        thread.start();
        table.onTrouble(this::refuseWaiting);
    }

    void write(Call call) {
        var refusal = table.refusal();
        if (refusal != null) {
            call.ending().failed(refusal);
        } else if (!calls.offer(call)) {
            call.ending()
                    .failed(new NotWrittenException(
                            "%,d writes wait for the database (perdure-journal.settings.bufferSize)"
                                    .formatted(bufferSize)));
        }
    }

    /** What waits behind a transaction that hangs; that one remains in doubt. */
    private void refuseWaiting(NotWrittenException refusal) {
        var waiting = new ArrayList<Call>();
        calls.drainTo(waiting); // at once: each call is either here or with the writer
        for (Call call : waiting) {
            if (!call.isLast()) {
                call.ending().failed(refusal);
            } else if (!calls.offer(call)) {
                LOG.warn("The writer of journals is not told to end; it ends with the process.");
            }
        }
    }

    /** Never interrupts: an interrupt in the middle of an H2 operation closes the file under everybody else. */
    @Override
    public void close() {
        try {
            if (calls.offer(Call.LAST, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var batch = new ArrayList<Call>();
        try {
            while (true) {
                Call next = calls.take();
                long bytes = 0;
                while (next != null && !next.isLast()) {
                    batch.add(next);
                    bytes += weight(next);
                    next = batch.size() < batchSize && bytes < LARGEST_BATCH_BYTES ? calls.poll() : null;
                }
                if (!batch.isEmpty()) {
                    write(batch);
                    batch.clear();
                }
                if (next != null && next.isLast()) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static long weight(Call call) {
        long bytes = 0;
        for (JournalEntry entry : call.entries()) {
            bytes += entry.bytes().length;
        }
        return bytes;
    }

    private void write(List<Call> batch) {
        try {
            append(entries(batch));
        } catch (SQLException e) {
            if (batch.size() > 1 && isOfOneRow(e)) {
                batch.forEach(one -> write(List.of(one))); // the others need not suffer for it
            } else {
                var reason = table.isUndone(last(e)) ? new NotWrittenException(String.valueOf(e.getMessage()), e) : e;
                batch.forEach(one -> one.ending().failed(reason));
            }
            return;
        } catch (RuntimeException | Error e) { // the thread must live: without it nothing is ever written again
            batch.forEach(one -> one.ending().failed(e));
            return;
        }
        batch.forEach(one -> one.ending().written());
    }

    private static List<JournalEntry> entries(List<Call> batch) {
        var entries = new ArrayList<JournalEntry>(batch.size());
        batch.forEach(call -> entries.addAll(call.entries()));
        return entries;
    }

    private void append(List<JournalEntry> entries) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                table.append(entries);
                return;
            } catch (SQLException e) {
                if (attempt < ATTEMPTS && table.isConflict(e)) {
                    continue;
                }
                if (entries.size() == 1 && entries.get(0).row() != null && isUnstorable(last(e))) {
                    // A row that the index cannot hold must not keep the instance from going on.
                    LOG.error(
                            "The index cannot hold {}; it is left out",
                            entries.get(0).row(),
                            e);
                    table.append(List.of(entries.get(0).withoutRow()));
                    return;
                }
                throw e;
            }
        }
    }

    /** Said by the database of data: such a transaction is known to be undone. */
    private static boolean isOfOneRow(SQLException e) {
        String state = state(last(e));
        return state.startsWith("23") || isUnstorable(last(e));
    }

    private static boolean isUnstorable(SQLException e) {
        return state(e).startsWith("22") || state(e).startsWith("54");
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** Of a batch, the first says only that it failed. */
    private static SQLException last(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        return last;
    }
}

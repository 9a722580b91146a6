package io.perdure.kernel.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets transactions that commit at the same time share an fsync: whoever waited while another one's fsync ran is served
 * by the next, together with all that wait with it. Blocking, thread-safe.
 */
final class GroupSync {
    private final AtomicLong committed = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long synced;

    /** Forces the file to the disk. */
    @FunctionalInterface
    interface Force {
        void run() throws SQLException;
    }

    /** To be called after a commit; returns when an fsync that began after this call has ended. */
    void afterCommit(Force force) throws SQLException {
        long mine = committed.incrementAndGet();
        lock.lock();
        try {
            if (synced >= mine) {
                return;
            }
            long covered = committed.get();
            force.run();
            synced = covered;
        } finally {
            lock.unlock();
        }
    }
}

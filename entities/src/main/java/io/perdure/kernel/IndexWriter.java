package io.perdure.kernel;

import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a node's index rows: a thread that writes what has gathered, in batches. Rows of one instance that
 * wait together become one. Rows that somebody waits for are written at once, others within the interval. While the
 * store is away everything is kept, one row per instance. Thread-safe; closing writes the rest.
 */
final class IndexWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    /** Small: the journal's commits wait behind a batch on an embedded store. */
    private static final int LARGEST_BATCH = 100;

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 200;

    private final InstanceIndex index;
    private final String hub;
    private final long intervalNanos;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Map<Address, InstanceRow> rows = new HashMap<>();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean urgent;
    private boolean writing;
    private boolean closed;

    IndexWriter(InstanceIndex index, String hub, Duration interval) {
        this.index = index;
        this.hub = hub;
        this.intervalNanos = interval.toNanos();
        this.thread = new Thread(this::run, "perdure-index-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes a row.
     *
     * @param written called on the writer's thread once the row, or a newer one, is in the table; null if nobody waits
     */
    void put(InstanceRow row, @Nullable Runnable written) {
        lock.lock();
        try {
            rows.merge(row.address(), row, (old, young) -> young.version() >= old.version() ? young : old);
            if (written != null) {
                waiting.add(written);
                urgent = true;
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Leaves out a row that waits: its instance is being erased. */
    void drop(Address address) {
        lock.lock();
        try {
            rows.remove(address);
        } finally {
            lock.unlock();
        }
    }

    /** Completes when everything taken so far is in the table. */
    CompletableFuture<Void> flush() {
        var done = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (closed || (rows.isEmpty() && waiting.isEmpty() && !writing)) {
                done.complete(null);
            } else {
                waiting.add(() -> done.complete(null));
                urgent = true;
                news.signal();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            Map<Address, InstanceRow> batch;
            List<Runnable> toTell;
            boolean last;
            lock.lock();
            try {
                writing = false;
                awaitWork();
                batch = rows;
                toTell = waiting;
                rows = new HashMap<>();
                waiting = new ArrayList<>();
                urgent = false;
                writing = true;
                last = closed;
            } catch (InterruptedException stop) {
                return;
            } finally {
                lock.unlock();
            }
            boolean written = write(batch, last);
            if (written) {
                toTell.forEach(Runnable::run);
            }
            if (last) {
                return;
            }
        }
    }

    private void awaitWork() throws InterruptedException {
        long left = intervalNanos;
        while (!urgent && !closed && left > 0) {
            left = news.awaitNanos(left);
        }
    }

    private boolean write(Map<Address, InstanceRow> batch, boolean last) {
        var all = new ArrayList<>(batch.values());
        for (int from = 0; from < all.size(); from += LARGEST_BATCH) {
            if (!writePart(all.subList(from, Math.min(all.size(), from + LARGEST_BATCH)), last)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tries until the store takes it; gives up only at the very end. A row that the store cannot hold must not keep
     * others out, so what fails for another reason than an absent store is written row by row, and the culprit dropped.
     */
    private boolean writePart(List<InstanceRow> part, boolean last) {
        for (int attempt = 1; ; attempt++) {
            try {
                index.upsert(hub, part);
                return true;
            } catch (StoreUnavailableException away) {
                if (last || isClosed()) {
                    LOG.warn(
                            "{} index rows could not be written at the end; they are rebuilt as instances wake.",
                            part.size());
                    return false;
                }
                if (attempt == 1) {
                    LOG.warn("The index cannot be written, trying on: {}", away.getMessage());
                }
                try {
                    Thread.sleep(Math.min(5_000, PAUSE_AFTER_FAILURE_MILLIS * attempt));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            } catch (RuntimeException impossible) {
                if (part.size() == 1) {
                    LOG.error("The index cannot hold {}; it is left out", part.get(0), impossible);
                    return true;
                }
                return part.stream().allMatch(row -> writePart(List.of(row), last));
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}

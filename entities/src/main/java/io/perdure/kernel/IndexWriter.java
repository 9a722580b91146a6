package io.perdure.kernel;

import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a node's index rows: a thread that writes what has gathered, in batches. Rows of one instance that
 * wait together become one; they wait for the interval, so that many steps of an instance cost one write, and go along a
 * few at a time. Nobody waits for them: what must not be missed goes to the table with the step itself. While the store is
 * away everything is kept, one row per instance. Thread-safe; closing writes the rest.
 */
final class IndexWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    /** Small: the journal's commits wait behind a batch on an embedded store. */
    private static final int LARGEST_BATCH = 100;

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final InstanceIndex index;
    private final String hub;
    private final long intervalNanos;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** Those that have waited longest first. */
    private final Map<Address, Waiting> rows = new LinkedHashMap<>();

    private List<CompletableFuture<Void>> flushes = new ArrayList<>();
    private boolean writing;
    private boolean closed;

    private record Waiting(InstanceRow row, long dueNanos) {}

    IndexWriter(InstanceIndex index, String hub, Duration interval) {
        this.index = index;
        this.hub = hub;
        this.intervalNanos = interval.toNanos();
        this.thread = new Thread(this::run, "perdure-index-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a row. */
    void put(InstanceRow row) {
        lock.lock();
        try {
            var waits = rows.get(row.address());
            if (waits != null) {
                rows.put(row.address(), new Waiting(newer(waits.row(), row), waits.dueNanos()));
            } else {
                rows.put(row.address(), new Waiting(row, System.nanoTime() + intervalNanos));
                if (rows.size() == 1) {
                    news.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static InstanceRow newer(InstanceRow old, InstanceRow young) {
        return young.version() >= old.version() ? young : old;
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
            if (closed || (rows.isEmpty() && flushes.isEmpty() && !writing)) {
                done.complete(null);
            } else {
                flushes.add(done);
                news.signal();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** What has waited long enough, but no more than a few rows at once; everything when somebody waits. */
    private List<InstanceRow> take(boolean all) {
        long now = System.nanoTime();
        var taken = new ArrayList<InstanceRow>();
        var first = rows.values().iterator();
        while (first.hasNext() && (all || taken.size() < LARGEST_BATCH)) {
            var next = first.next();
            if (!all && next.dueNanos() - now > 0) {
                break;
            }
            taken.add(next.row());
            first.remove();
        }
        return taken;
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
            List<InstanceRow> batch;
            List<CompletableFuture<Void>> toTell;
            boolean last;
            lock.lock();
            try {
                writing = false;
                awaitWork();
                last = closed;
                batch = take(last || !flushes.isEmpty());
                toTell = flushes;
                flushes = new ArrayList<>();
                writing = true;
            } catch (InterruptedException stop) {
                return;
            } finally {
                lock.unlock();
            }
            boolean written = write(batch, last, toTell);
            if (written) {
                toTell.forEach(one -> one.complete(null));
            }
            if (last) {
                return;
            }
        }
    }

    private void awaitWork() throws InterruptedException {
        while (flushes.isEmpty() && !closed) {
            if (rows.isEmpty()) {
                news.await();
                continue;
            }
            long left = rows.values().iterator().next().dueNanos() - System.nanoTime();
            if (left <= 0) {
                return;
            }
            news.awaitNanos(left);
        }
    }

    private boolean write(List<InstanceRow> all, boolean last, List<CompletableFuture<Void>> waiting) {
        for (int from = 0; from < all.size(); from += LARGEST_BATCH) {
            if (!writePart(all.subList(from, Math.min(all.size(), from + LARGEST_BATCH)), last, waiting)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tries until the store takes it; gives up only at the very end. A row that the store cannot hold must not keep
     * others out, so what fails for another reason than an absent store is written row by row, and the culprit dropped.
     */
    private boolean writePart(List<InstanceRow> part, boolean last, List<CompletableFuture<Void>> waiting) {
        for (int attempt = 1; ; attempt++) {
            try {
                index.upsert(hub, part);
                return true;
            } catch (StoreUnavailableException away) {
                waiting.forEach(one -> one.completeExceptionally(away)); // they need not wait until the store is back
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
                    Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, PAUSE_AFTER_FAILURE_MILLIS * attempt));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            } catch (RuntimeException impossible) {
                if (part.size() == 1) {
                    LOG.error("The index cannot hold {}; it is left out", part.get(0), impossible);
                    return true;
                }
                return part.stream().allMatch(row -> writePart(List.of(row), last, waiting));
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

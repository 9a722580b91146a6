package io.perdure.kernel;

import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * wait together become one. Rows that somebody waits for are written at once; others wait for the interval, so that many
 * steps of an instance cost one write, and go along a few at a time. While the store is away everything is kept, one row
 * per instance. Thread-safe; closing writes the rest.
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
    /** Rows that somebody waits for. */
    private Map<Address, InstanceRow> urgent = new HashMap<>();
    /** Rows that may take their time, those that have waited longest first. */
    private final Map<Address, Lazy> lazy = new LinkedHashMap<>();

    private List<Runnable> waiting = new ArrayList<>();
    private boolean writing;
    private boolean closed;

    private record Lazy(InstanceRow row, long dueNanos) {}

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
            Address address = row.address();
            var waits = lazy.get(address);
            if (written != null) {
                lazy.remove(address);
                urgent.merge(address, waits == null ? row : newer(waits.row(), row), IndexWriter::newer);
                waiting.add(written);
                news.signal();
            } else if (urgent.containsKey(address)) {
                urgent.merge(address, row, IndexWriter::newer);
            } else if (waits != null) {
                lazy.put(address, new Lazy(newer(waits.row(), row), waits.dueNanos()));
            } else {
                lazy.put(address, new Lazy(row, System.nanoTime() + intervalNanos));
                if (lazy.size() == 1) {
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
            urgent.remove(address);
            lazy.remove(address);
        } finally {
            lock.unlock();
        }
    }

    /** Completes when everything taken so far is in the table. */
    CompletableFuture<Void> flush() {
        var done = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (closed || (urgent.isEmpty() && lazy.isEmpty() && waiting.isEmpty() && !writing)) {
                done.complete(null);
            } else {
                takeLazy(Integer.MAX_VALUE, Long.MAX_VALUE);
                waiting.add(() -> done.complete(null));
                news.signal();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Makes urgent what has waited long enough, but no more than a few rows at once: urgent ones wait behind them. */
    private void takeLazy(int most, long leftNanos) {
        long until = System.nanoTime();
        var first = lazy.entrySet().iterator();
        for (int taken = 0; taken < most && first.hasNext(); taken++) {
            var next = first.next();
            if (next.getValue().dueNanos() - until > leftNanos) {
                return;
            }
            urgent.put(next.getKey(), next.getValue().row());
            first.remove();
        }
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
                last = closed;
                takeLazy(last ? Integer.MAX_VALUE : LARGEST_BATCH, last ? Long.MAX_VALUE : 0);
                batch = urgent;
                toTell = waiting;
                urgent = new HashMap<>();
                waiting = new ArrayList<>();
                writing = true;
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
        while (waiting.isEmpty() && !closed) {
            if (lazy.isEmpty()) {
                news.await();
                continue;
            }
            long left = lazy.values().iterator().next().dueNanos() - System.nanoTime();
            if (left <= 0) {
                return;
            }
            news.awaitNanos(left);
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

package io.perdure.kernel;

import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.JournalTables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what journals no longer need, on a thread of its own and in batches. What it misses, because the store is away
 * or the node dies, the next snapshot of the instance asks for again. Thread-safe.
 */
final class Trimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trimmer.class);
    private static final int LARGEST_BATCH = 200;
    private static final int LONGEST_QUEUE = 100_000;

    private final JournalTables tables;
    private final String hub;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Thread thread;
    private volatile boolean closed;

    private sealed interface Job {}

    private record Trimming(JournalTables.Trim trim) implements Job {}

    private record Erasure(String persistenceId, long version, Address address, Consumer<Boolean> done)
            implements Job {}

    Trimmer(JournalTables tables, String hub) {
        this.tables = tables;
        this.hub = hub;
        this.thread = new Thread(this::run, "perdure-trimmer");
        thread.setDaemon(true);
        thread.start();
    }

    void trim(JournalTables.Trim trim) {
        if (!jobs.offer(new Trimming(trim))) {
            LOG.debug("Too much waits to be trimmed; {} waits for its next snapshot.", trim.persistenceId());
        }
    }

    /** Erases an instance at a version; {@code done} is told, on this thread, whether that worked. */
    void erase(String persistenceId, long version, Address address, Consumer<Boolean> done) {
        if (closed || !jobs.offer(new Erasure(persistenceId, version, address, done))) {
            done.accept(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Job first = jobs.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    var batch = new ArrayList<Job>();
                    batch.add(first);
                    jobs.drainTo(batch, LARGEST_BATCH - 1);
                    work(batch);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(List<Job> batch) {
        var trims = new ArrayList<JournalTables.Trim>();
        for (Job job : batch) {
            if (job instanceof Trimming trimming) {
                trims.add(trimming.trim());
            } else if (job instanceof Erasure one) {
                one.done().accept(attempt(() -> tables.erase(one.persistenceId(), one.version(), hub, one.address())));
            }
        }
        if (!trims.isEmpty()) {
            attempt(() -> {
                tables.trim(trims);
                return true;
            });
        }
    }

    private static boolean attempt(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (StoreUnavailableException away) {
            LOG.warn("Journals stay as they are for now: {}", away.getMessage());
            return false;
        } catch (RuntimeException unexpected) {
            LOG.error("Journals stay as they are for now", unexpected);
            return false;
        }
    }
}

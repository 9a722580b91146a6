package io.perdure.kernel;

import io.perdure.kernel.store.JournalTables;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When one journal gets a snapshot, and which of its rows may go after that. A snapshot is due when the events since
 * the last one outweigh it several times over, or are many: so writing snapshots costs a bounded share of writing
 * events, and recovery reads a bounded number of bytes. Not thread-safe.
 */
final class SnapshotPolicy {
    private static final int EVENTS_OUTWEIGH_SNAPSHOT = 4;

    private record Taken(long version, long at) {}

    private final KernelSettings settings;
    private final LongSupplier clock;
    /** Oldest first; those whose rows may still be there. */
    private final ArrayDeque<Taken> snapshots = new ArrayDeque<>();

    private long version;
    private int eventsSince;
    private long bytesSince;
    private long snapshotBytes;

    SnapshotPolicy(KernelSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** An event of that size was written or, at recovery, read. */
    void event(int bytes) {
        eventsSince++;
        bytesSince += bytes;
    }

    /** A snapshot of that size was written or, at recovery, read. */
    void snapshot(int bytes) {
        snapshotBytes = bytes;
        eventsSince = 0;
        bytesSince = 0;
    }

    void recovered(long atVersion) {
        version = atVersion;
        if (snapshotBytes > 0) {
            snapshots.add(new Taken(atVersion - eventsSince, clock.getAsLong()));
        }
    }

    /** One more event is durable; gives its version. */
    long committed() {
        return ++version;
    }

    boolean isDue() {
        return eventsSince >= settings.snapshotAfterEvents()
                || bytesSince >= Math.max(settings.snapshotAfterBytes(), EVENTS_OUTWEIGH_SNAPSHOT * snapshotBytes);
    }

    /**
     * A snapshot is durable: what may be deleted now? The last two snapshots stay, with the events after the older one;
     * of earlier events those that history keeps, and those that still fence.
     */
    JournalTables.@Nullable Trim taken(String persistenceId, long snapshotVersion) {
        snapshots.addLast(new Taken(snapshotVersion, clock.getAsLong()));
        if (snapshots.size() < 2) {
            return null;
        }
        var newestFirst = snapshots.descendingIterator();
        newestFirst.next();
        long secondLast = newestFirst.next().version();
        long keepSince = clock.getAsLong() - settings.historyKeepFor().toMillis();
        long keepAbove = version - settings.historyMaxSteps();
        long fencesSince = clock.getAsLong() - settings.fenceFor().toMillis();
        long upTo = 0;
        while (snapshots.size() >= 2
                && snapshots.peekFirst().version() <= secondLast
                && snapshots.peekFirst().at() < fencesSince
                && (snapshots.peekFirst().at() < keepSince
                        || snapshots.peekFirst().version() <= keepAbove)) {
            Taken oldest = snapshots.removeFirst();
            upTo = oldest.version();
            if (upTo == secondLast) {
                snapshots.addFirst(oldest);
                break;
            }
        }
        return new JournalTables.Trim(persistenceId, upTo, secondLast);
    }
}

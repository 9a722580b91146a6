package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.util.Collection;
import java.util.List;

/**
 * The journal's and snapshots' tables below the Akka plugin, for what the plugin does not do: reading history by pages
 * and deleting in bulk. Blocking, thread-safe, throws {@link io.perdure.failures.StoreUnavailableException}.
 */
public interface JournalTables {

    /**
     * One stored event.
     *
     * @param manifest the serialiser's manifest of {@code payload}
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are read once and never compared
    record Row(long sequenceNumber, long writtenAtMillis, String manifest, byte[] payload) {}

    /** What may go: events up to and including one number, and snapshots below another. */
    record Trim(String persistenceId, long eventsUpTo, long snapshotsBelow) {}

    /** Events of one instance with a sequence number below {@code before}, newest first. */
    List<Row> newestFirst(String persistenceId, long before, int limit);

    /** Deletes in one transaction. */
    void trim(Collection<Trim> trims);

    /**
     * Deletes every event and snapshot of the instance, and its index row, in one transaction; but nothing when the
     * journal's last event is not the one with number {@code version} (0 for an empty journal), because then the caller
     * does not know what it deletes.
     *
     * @return whether it deleted
     */
    boolean erase(String persistenceId, long version, String hub, Address address);
}

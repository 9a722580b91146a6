package io.perdure.kernel.store;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal that is to be written.
 *
 * @param writer id of the actor's incarnation that writes it, as Akka wants it
 * @param timestamp epoch milliseconds
 * @param hub task hub of the index row
 * @param row what the index must have together with it; null when it may learn of it later
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record JournalEntry(
        String persistenceId,
        long sequenceNumber,
        String writer,
        long timestamp,
        int serializer,
        String manifest,
        byte[] bytes,
        String hub,
        @Nullable InstanceRow row) {

    private static final Comparator<JournalEntry> BY_ADDRESS =
            Comparator.comparing(entry -> Objects.requireNonNull(entry.row()).address());

    static JournalEntry of(
            String persistenceId, long sequenceNumber, String writer, long timestamp, JournalPayload payload) {
        return new JournalEntry(
                persistenceId,
                sequenceNumber,
                writer,
                timestamp,
                payload.serializer(),
                payload.manifest(),
                payload.bytes(),
                payload.hub(),
                payload.row());
    }

    JournalEntry withoutRow() {
        return new JournalEntry(
                persistenceId, sequenceNumber, writer, timestamp, serializer, manifest, bytes, hub, null);
    }

    /** Those with an index row, in the order in which {@link Folding} has these: nobody waits for another in a ring. */
    static List<JournalEntry> indexed(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.row() != null)
                .sorted(BY_ADDRESS)
                .toList();
    }
}

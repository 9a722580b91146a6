package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Writes a batch as one transaction of two JDBC batches: H2 is in this process, so that statements cost no round trip. */
final class H2Append {
    private static final String EVENT = """
            INSERT INTO "event_journal"
              ("persistence_id", "sequence_number", "writer", "write_timestamp", "adapter_manifest",
               "event_ser_id", "event_ser_manifest", "event_payload")
            VALUES (?, ?, ?, ?, '', ?, ?, ?)
            """;

    private H2Append() {}

    static void append(Connection connection, List<JournalEntry> entries, String upsert) throws SQLException {
        connection.setAutoCommit(false);
        List<JournalEntry> indexed = JournalEntry.indexed(entries);
        if (!indexed.isEmpty()) {
            try (PreparedStatement rows = connection.prepareStatement(upsert)) {
                for (JournalEntry entry : indexed) {
                    SqlInstanceIndex.bind(rows, entry.hub(), Objects.requireNonNull(entry.row()));
                    rows.addBatch();
                }
                rows.executeBatch();
            }
        }
        try (PreparedStatement events = connection.prepareStatement(EVENT)) {
            for (JournalEntry entry : entries) {
                events.setString(1, entry.persistenceId());
                events.setLong(2, entry.sequenceNumber());
                events.setString(3, entry.writer());
                events.setLong(4, entry.timestamp());
                events.setInt(5, entry.serializer());
                events.setString(6, entry.manifest());
                events.setBytes(7, entry.bytes());
                events.addBatch();
            }
            events.executeBatch();
        }
        // On any failure the pool rolls back when it takes the connection back.
        connection.commit();
    }
}

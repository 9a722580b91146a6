package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Writes an event that nobody reads, and takes it back. It is large and cannot be compressed, so that a full disk shows:
 * a small one would find room on a page that is there.
 */
final class PostgresProbe {
    private static final int BYTES = 64 * 1024;

    private PostgresProbe() {}

    static void write(Connection connection) throws SQLException {
        byte[] bytes = new byte[BYTES];
        new SplittableRandom().nextBytes(bytes);
        connection.setAutoCommit(false);
        // The pool rolls back when it takes the connection back, also when this fails.
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event_journal
                  (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
                   event_ser_id, event_ser_manifest, event_payload)
                VALUES (?, 1, '', 0, '', 0, '', ?)
                """)) {
            insert.setString(1, "perdure-probe/" + UUID.randomUUID()); // of equal keys one would wait for the other
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        }
    }
}

package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Address;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is done to the journal's tables below the plugin. */
interface JournalTablesContract extends OpenStore {

    @Test
    @DisplayName("history comes newest first, in pages, with its manifest, time and payload")
    default void newest_first() throws SQLException {
        String id = newHub();
        write(id, 1, 5);

        List<JournalTables.Row> page = store().journal().newestFirst(id, 5, 2);

        assertThat(page).extracting(JournalTables.Row::sequenceNumber).containsExactly(4L, 3L);
        assertThat(page.get(0).manifest()).isEqualTo("manifest");
        assertThat(page.get(0).writtenAtMillis()).isEqualTo(1_000_004L);
        assertThat(page.get(0).payload()).isEqualTo("event 4".getBytes(StandardCharsets.UTF_8));
        assertThat(store().journal().newestFirst(id, Long.MAX_VALUE, 10)).hasSize(5);
        assertThat(store().journal().newestFirst("nobody", Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    @DisplayName("trim deletes events up to one number and snapshots below another, of many instances at once")
    default void trim() throws SQLException {
        String a = newHub();
        String b = newHub();
        String untouched = newHub();
        for (String id : List.of(a, b, untouched)) {
            write(id, 1, 9);
            snapshot(id, 3);
            snapshot(id, 6);
        }

        store().journal().trim(List.of(new JournalTables.Trim(b, 3, 3), new JournalTables.Trim(a, 6, 6)));
        store().journal().trim(List.of());

        assertThat(numbers(a)).containsExactly(9L, 8L, 7L);
        assertThat(count("snapshot", a)).isEqualTo(1);
        assertThat(numbers(b)).containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(count("snapshot", b)).isEqualTo(2);
        assertThat(numbers(untouched)).hasSize(9);
    }

    @Test
    @DisplayName("erase leaves nothing of the instance, and everything of its neighbours")
    default void erase() throws SQLException {
        String hub = newHub();
        String id = newHub();
        String neighbour = id + "@";
        for (String each : List.of(id, neighbour)) {
            write(each, 1, 3);
            snapshot(each, 2);
        }
        store().index().upsert(hub, List.of(row("n", "gone"), row("n", "stays")));

        assertThat(store().journal().erase(id, 2, hub, new Address("entity", "n", "gone")))
                .as("a caller that does not know the last event")
                .isFalse();
        assertThat(numbers(id)).hasSize(3);

        store().journal().erase(id, 3, hub, new Address("entity", "n", "gone"));

        assertThat(numbers(id)).isEmpty();
        assertThat(count("snapshot", id)).isZero();
        assertThat(texts(store().index().query(hub, all(null, 10)))).containsExactly("n@stays");
        assertThat(numbers(neighbour)).hasSize(3);
        assertThat(count("snapshot", neighbour)).isEqualTo(1);
    }

    private List<Long> numbers(String id) {
        return store().journal().newestFirst(id, Long.MAX_VALUE, 100).stream()
                .map(JournalTables.Row::sequenceNumber)
                .toList();
    }

    private void write(String id, long from, long to) throws SQLException {
        try (Connection connection = store().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
                          "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload")
                        VALUES (?, ?, 'test', ?, '', 1, 'manifest', ?)
                        """)) {
            for (long number : LongStream.rangeClosed(from, to).toArray()) {
                insert.setString(1, id);
                insert.setLong(2, number);
                insert.setLong(3, 1_000_000 + number);
                insert.setBytes(4, ("event " + number).getBytes(StandardCharsets.UTF_8));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void snapshot(String id, long number) throws SQLException {
        try (Connection connection = store().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO "snapshot" ("persistence_id", "sequence_number", "created", "snapshot_ser_id",
                          "snapshot_ser_manifest", "snapshot_payload")
                        VALUES (?, ?, 0, 1, '', ?)
                        """)) {
            insert.setString(1, id);
            insert.setLong(2, number);
            insert.setBytes(3, new byte[] {1});
            insert.executeUpdate();
        }
    }

    private int count(String table, String id) throws SQLException {
        try (Connection connection = store().dataSource().getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT COUNT(*) FROM \"" + table + "\" WHERE \"persistence_id\" = ?")) {
            count.setString(1, id);
            try (var found = count.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}

package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch by one statement that commits by itself, so that it costs a single round trip: a column of the batch is
 * a parameter, and the text is the same for batches of any size, so that the server plans it once.
 */
final class PostgresAppend {
    private static final String EVENTS = """
            INSERT INTO event_journal
              (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
               event_ser_id, event_ser_manifest, event_payload)
            SELECT e.id, e.number, e.writer, e.time, '', e.serializer, e.manifest, e.payload
            FROM unnest(?::text[], ?::int8[], ?::text[], ?::int8[], ?::int4[], ?::text[], ?::bytea[])
              AS e(id, number, writer, time, serializer, manifest, payload)
            """;

    private static final String ROWS_AND_EVENTS = """
            WITH rows AS (
              INSERT INTO perdure_instance AS t
                (hub, kind, name, key, slice, status, created_at, updated_at, active, wake_at, version, summary)
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int2[], ?::text[], ?::int8[], ?::int8[],
                ?::bool[], ?::int8[], ?::int8[], ?::text[])
              %s)
            %s""".formatted(PostgresDialect.ON_CONFLICT, EVENTS);

    private PostgresAppend() {}

    static void append(Connection connection, List<JournalEntry> entries) throws SQLException {
        List<JournalEntry> indexed = JournalEntry.indexed(entries);
        try (PreparedStatement insert = connection.prepareStatement(indexed.isEmpty() ? EVENTS : ROWS_AND_EVENTS)) {
            int before = indexed.isEmpty() ? 0 : bindRows(insert, indexed);
            bindEvents(insert, before, entries);
            insert.executeUpdate();
        }
    }

    private static void bindEvents(PreparedStatement insert, int before, List<JournalEntry> entries)
            throws SQLException {
        insert.setObject(before + 1, texts(entries, JournalEntry::persistenceId));
        insert.setObject(
                before + 2,
                entries.stream().mapToLong(JournalEntry::sequenceNumber).toArray());
        insert.setObject(before + 3, texts(entries, JournalEntry::writer));
        insert.setObject(
                before + 4, entries.stream().mapToLong(JournalEntry::timestamp).toArray());
        insert.setObject(
                before + 5, entries.stream().mapToInt(JournalEntry::serializer).toArray());
        insert.setObject(before + 6, texts(entries, JournalEntry::manifest));
        insert.setObject(before + 7, entries.stream().map(JournalEntry::bytes).toArray(byte[][]::new));
    }

    private static int bindRows(PreparedStatement insert, List<JournalEntry> entries) throws SQLException {
        List<InstanceRow> rows = entries.stream()
                .map(entry -> Objects.requireNonNull(entry.row()))
                .toList();
        insert.setObject(1, texts(entries, JournalEntry::hub));
        insert.setObject(2, texts(rows, row -> row.address().kind()));
        insert.setObject(3, texts(rows, row -> row.address().name()));
        insert.setObject(4, texts(rows, row -> row.address().key()));
        insert.setObject(5, shorts(rows));
        insert.setObject(6, texts(rows, InstanceRow::status));
        insert.setObject(
                7, rows.stream().mapToLong(row -> Micros.of(row.createdAt())).toArray());
        insert.setObject(
                8, rows.stream().mapToLong(row -> Micros.of(row.updatedAt())).toArray());
        insert.setObject(9, booleans(rows));
        insert.setObject(
                10, rows.stream().map(row -> Micros.ofNullable(row.wakeAt())).toArray(Long[]::new));
        insert.setObject(11, rows.stream().mapToLong(InstanceRow::version).toArray());
        insert.setObject(12, texts(rows, InstanceRow::summary));
        return 12;
    }

    private static <T> String[] texts(List<T> of, Function<T, @Nullable String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static short[] shorts(List<InstanceRow> rows) {
        var slices = new short[rows.size()];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = (short) rows.get(i).address().slice();
        }
        return slices;
    }

    private static boolean[] booleans(List<InstanceRow> rows) {
        var active = new boolean[rows.size()];
        for (int i = 0; i < active.length; i++) {
            active[i] = rows.get(i).active();
        }
        return active;
    }
}

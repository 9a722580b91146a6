package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

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

    // Written as loops: this is the one thread that all writes of a node go through.

    private static void bindEvents(PreparedStatement insert, int before, List<JournalEntry> entries)
            throws SQLException {
        int count = entries.size();
        var ids = new String[count];
        var numbers = new long[count];
        var writers = new String[count];
        var times = new long[count];
        var serializers = new int[count];
        var manifests = new String[count];
        var payloads = new byte[count][];
        for (int i = 0; i < count; i++) {
            JournalEntry entry = entries.get(i);
            ids[i] = entry.persistenceId();
            numbers[i] = entry.sequenceNumber();
            writers[i] = entry.writer();
            times[i] = entry.timestamp();
            serializers[i] = entry.serializer();
            manifests[i] = entry.manifest();
            payloads[i] = entry.bytes();
        }
        insert.setObject(before + 1, ids);
        insert.setObject(before + 2, numbers);
        insert.setObject(before + 3, writers);
        insert.setObject(before + 4, times);
        insert.setObject(before + 5, serializers);
        insert.setObject(before + 6, manifests);
        insert.setObject(before + 7, payloads);
    }

    private static int bindRows(PreparedStatement insert, List<JournalEntry> entries) throws SQLException {
        int count = entries.size();
        var texts = new String[6][count];
        var slices = new short[count];
        var times = new long[2][count];
        var active = new boolean[count];
        var wakeAts = new Long[count];
        var versions = new long[count];
        for (int i = 0; i < count; i++) {
            InstanceRow row = Objects.requireNonNull(entries.get(i).row());
            texts[0][i] = entries.get(i).hub();
            texts[1][i] = row.address().kind();
            texts[2][i] = row.address().name();
            texts[3][i] = row.address().key();
            texts[4][i] = row.status();
            texts[5][i] = row.summary();
            slices[i] = (short) row.address().slice();
            times[0][i] = Micros.of(row.createdAt());
            times[1][i] = Micros.of(row.updatedAt());
            active[i] = row.active();
            wakeAts[i] = Micros.ofNullable(row.wakeAt());
            versions[i] = row.version();
        }
        for (int i = 0; i < 4; i++) {
            insert.setObject(i + 1, texts[i]);
        }
        insert.setObject(5, slices);
        insert.setObject(6, texts[4]);
        insert.setObject(7, times[0]);
        insert.setObject(8, times[1]);
        insert.setObject(9, active);
        insert.setObject(10, wakeAts);
        insert.setObject(11, versions);
        insert.setObject(12, texts[5]);
        return 12;
    }
}

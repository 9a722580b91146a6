package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** {@link JournalTables} on the tables of the Akka plugin, whose names it quotes. */
final class SqlJournalTables implements JournalTables {

    private static final String NEWEST_FIRST = """
            SELECT "sequence_number", "write_timestamp", "event_ser_manifest", "event_payload" FROM "event_journal"
            WHERE "persistence_id" = ? AND "sequence_number" < ? AND "deleted" = FALSE
            ORDER BY "persistence_id" DESC, "sequence_number" DESC LIMIT ?
            """;
    private static final String TRIM_EVENTS = """
            DELETE FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" <= ?
            """;
    private static final String TRIM_SNAPSHOTS = """
            DELETE FROM "snapshot" WHERE "persistence_id" = ? AND "sequence_number" < ?
            """;
    private static final String LAST_EVENT = """
            SELECT "sequence_number" FROM "event_journal" WHERE "persistence_id" = ?
            ORDER BY "persistence_id" DESC, "sequence_number" DESC LIMIT 1
            """;
    private static final String ERASE_INSTANCE = """
            DELETE FROM "perdure_instance" WHERE "hub" = ? AND "kind" = ? AND "name" = ? AND "key" = ?
            """;

    private final Transactions transactions;

    SqlJournalTables(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Row> newestFirst(String persistenceId, long before, int limit) {
        return transactions.read("read the history of " + persistenceId, connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEWEST_FIRST)) {
                select.setString(1, persistenceId);
                select.setLong(2, before);
                select.setInt(3, limit);
                List<Row> rows = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows.add(new Row(found.getLong(1), found.getLong(2), found.getString(3), found.getBytes(4)));
                    }
                }
                return rows;
            }
        });
    }

    @Override
    public void trim(Collection<Trim> trims) {
        if (trims.isEmpty()) {
            return;
        }
        // In one order everywhere, so that two nodes never wait for each other in a ring.
        List<Trim> sorted =
                trims.stream().sorted(Comparator.comparing(Trim::persistenceId)).toList();
        transactions.write("trim %,d journals".formatted(trims.size()), connection -> {
            try (PreparedStatement events = connection.prepareStatement(TRIM_EVENTS);
                    PreparedStatement snapshots = connection.prepareStatement(TRIM_SNAPSHOTS)) {
                for (Trim trim : sorted) {
                    add(events, trim.persistenceId(), trim.eventsUpTo());
                    add(snapshots, trim.persistenceId(), trim.snapshotsBelow());
                }
                events.executeBatch();
                return snapshots.executeBatch();
            }
        });
    }

    private static void add(PreparedStatement delete, String persistenceId, long number) throws SQLException {
        delete.setString(1, persistenceId);
        delete.setLong(2, number);
        delete.addBatch();
    }

    @Override
    public boolean erase(String persistenceId, long version, String hub, Address address) {
        return transactions.write("erase " + persistenceId, connection -> {
            try (PreparedStatement last = connection.prepareStatement(LAST_EVENT);
                    PreparedStatement events = connection.prepareStatement(TRIM_EVENTS);
                    PreparedStatement snapshots = connection.prepareStatement(TRIM_SNAPSHOTS);
                    PreparedStatement instance = connection.prepareStatement(ERASE_INSTANCE)) {
                last.setString(1, persistenceId);
                try (ResultSet found = last.executeQuery()) {
                    if ((found.next() ? found.getLong(1) : 0) != version) {
                        return false;
                    }
                }
                add(events, persistenceId, Long.MAX_VALUE);
                add(snapshots, persistenceId, Long.MAX_VALUE);
                instance.setString(1, hub);
                instance.setString(2, address.kind());
                instance.setString(3, address.name());
                instance.setString(4, address.key());
                events.executeBatch();
                snapshots.executeBatch();
                instance.executeUpdate();
                return true;
            }
        });
    }
}

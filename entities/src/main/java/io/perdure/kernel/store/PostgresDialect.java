package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;

/** PostgreSQL with COLLATE "C" and UTF-8: text compares by code point. */
final class PostgresDialect implements Dialect {

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01"); // serialisation failure, deadlock

    // Read-only (a standby), cancelled; conflicts.
    private static final Set<String> UNDONE = Set.of("25006", "57014", "40001", "40P01");
    // Rights and missing tables, resources (disk full, out of memory, too many connections), locks.
    private static final Set<String> UNDONE_CLASSES = Set.of("42", "53", "55");
    // Connection, resources, the server's administrator, the system below it, internal errors.
    private static final Set<String> TROUBLE_CLASSES = Set.of("08", "53", "57", "58", "XX");

    /** What becomes of the row that is there already, as t. */
    static final String ON_CONFLICT = """
            ON CONFLICT (hub, kind, name, key) DO UPDATE SET
              status = excluded.status, created_at = excluded.created_at, updated_at = excluded.updated_at,
              active = excluded.active, wake_at = excluded.wake_at, version = excluded.version,
              summary = excluded.summary
            WHERE t.version <= excluded.version
            """;

    @Override
    public String migrations() {
        return "classpath:io/perdure/db/postgres";
    }

    @Override
    public String migrationLock() {
        return "SELECT pg_advisory_lock(7208170001)"; // a number of ours alone
    }

    @Override
    public String upsertInstance() {
        return """
                INSERT INTO perdure_instance AS t
                  (hub, kind, name, key, slice, status, created_at, updated_at, active, wake_at, version, summary)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """ + ON_CONFLICT;
    }

    @Override
    public void append(Connection connection, List<JournalEntry> entries) throws SQLException {
        PostgresAppend.append(connection, entries);
    }

    @Override
    public @Nullable String afterPrefix(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                // No text holds half a surrogate pair: what follows U+D7FF is U+E000.
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        return null;
    }

    @Override
    public boolean isConflict(SQLException e) {
        return e.getSQLState() != null && CONFLICTS.contains(e.getSQLState());
    }

    /** An ERROR ends the transaction. Of a lost connection, or a server that goes down, nobody knows. */
    @Override
    public boolean isUndone(SQLException e) {
        String state = state(e);
        return UNDONE.contains(state) || UNDONE_CLASSES.stream().anyMatch(state::startsWith);
    }

    @Override
    public boolean isTrouble(SQLException e) {
        String state = state(e);
        return state.isEmpty() || TROUBLE_CLASSES.stream().anyMatch(state::startsWith) || state.equals("25006");
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    @Override
    public void probe(Connection connection) throws SQLException {
        PostgresProbe.write(connection);
    }

    @Override
    public JdbcProfile slickProfile() {
        return PostgresProfile$.MODULE$;
    }
}

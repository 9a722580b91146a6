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

    @Override
    public JdbcProfile slickProfile() {
        return PostgresProfile$.MODULE$;
    }
}

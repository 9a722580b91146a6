package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcProfile;

/** H2: text compares by UTF-16 code unit, as in Java. */
final class H2Dialect implements Dialect {

    // Two transactions that insert the same row at once: the loser gets one of the first two.
    private static final Set<Integer> CONFLICTS = Set.of(
            ErrorCode.DUPLICATE_KEY_1, ErrorCode.CONCURRENT_UPDATE_1, ErrorCode.DEADLOCK_1, ErrorCode.LOCK_TIMEOUT_1);

    @Override
    public String migrations() {
        return "classpath:io/perdure/db/h2";
    }

    @Override
    public @Nullable String migrationLock() {
        return null;
    }

    @Override
    public String upsertInstance() {
        return """
                MERGE INTO "perdure_instance" t
                USING (VALUES (
                    CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS SMALLINT),
                    CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BOOLEAN), CAST(? AS BIGINT),
                    CAST(? AS BIGINT), CAST(? AS VARCHAR)))
                  AS s ("hub", "kind", "name", "key", "slice", "status", "created_at", "updated_at", "active", "wake_at",
                        "version", "summary")
                ON t."hub" = s."hub" AND t."kind" = s."kind" AND t."name" = s."name" AND t."key" = s."key"
                WHEN MATCHED AND t."version" <= s."version" THEN UPDATE SET
                  "status" = s."status", "created_at" = s."created_at", "updated_at" = s."updated_at",
                  "active" = s."active", "wake_at" = s."wake_at", "version" = s."version", "summary" = s."summary"
                WHEN NOT MATCHED THEN INSERT VALUES (
                  s."hub", s."kind", s."name", s."key", s."slice", s."status", s."created_at", s."updated_at", s."active",
                  s."wake_at", s."version", s."summary")
                """;
    }

    @Override
    public void append(Connection connection, List<JournalEntry> entries) throws SQLException {
        H2Append.append(connection, entries, upsertInstance());
    }

    @Override
    public @Nullable String afterPrefix(String prefix) {
        int end = prefix.length();
        while (end > 0 && prefix.charAt(end - 1) == Character.MAX_VALUE) {
            end--;
        }
        return end == 0 ? null : prefix.substring(0, end - 1) + (char) (prefix.charAt(end - 1) + 1);
    }

    @Override
    public boolean isConflict(SQLException e) {
        return CONFLICTS.contains(e.getErrorCode());
    }

    /** A commit may have happened before its fsync failed. */
    @Override
    public boolean isUndone(SQLException e) {
        return false;
    }

    @Override
    public boolean isTrouble(SQLException e) {
        return true;
    }

    /** Only whether it is there: the file is this process's own. */
    @Override
    public void probe(Connection connection) throws SQLException {
        connection.createStatement().execute("SELECT 1");
    }

    @Override
    public JdbcProfile slickProfile() {
        return H2Profile$.MODULE$;
    }
}

package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@link MemberTable} on table {@code perdure_member}. */
final class SqlMemberTable implements MemberTable {
    private static final int LONG_AGO_SECONDS = 24 * 60 * 60;

    private static final String UPDATE = """
            UPDATE "perdure_member" SET "seen_at" = CURRENT_TIMESTAMP WHERE "hub" = ? AND "address" = ?
            """;
    private static final String INSERT = """
            INSERT INTO "perdure_member" ("hub", "address", "seen_at") VALUES (?, ?, CURRENT_TIMESTAMP)
            """;
    private static final String SEEN = """
            SELECT "address" FROM "perdure_member"
            WHERE "hub" = ? AND EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - "seen_at")) < ? ORDER BY "address"
            """;
    private static final String FORGET = """
            DELETE FROM "perdure_member" WHERE "hub" = ? AND EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - "seen_at")) > ?
            """;
    private static final String GONE = """
            DELETE FROM "perdure_member" WHERE "hub" = ? AND "address" = ?
            """;

    private final Transactions transactions;

    SqlMemberTable(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void seen(String hub, String address) {
        transactions.write("note a member", connection -> {
            // Nobody else writes this row.
            return run(connection, UPDATE, hub, address) > 0 ? 1 : run(connection, INSERT, hub, address);
        });
    }

    @Override
    public void gone(String hub, String address) {
        transactions.write("forget a member", connection -> run(connection, GONE, hub, address));
    }

    private static int run(Connection connection, String sql, String hub, String address) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, hub);
            statement.setString(2, address);
            return statement.executeUpdate();
        }
    }

    @Override
    public List<String> seenWithin(String hub, Duration time) {
        return transactions.write("list the members", connection -> {
            try (PreparedStatement forget = connection.prepareStatement(FORGET);
                    PreparedStatement select = connection.prepareStatement(SEEN)) {
                forget.setString(1, hub);
                forget.setInt(2, LONG_AGO_SECONDS);
                forget.executeUpdate();
                select.setString(1, hub);
                select.setDouble(2, time.toMillis() / 1000.0);
                List<String> addresses = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        addresses.add(found.getString(1));
                    }
                }
                return List.copyOf(addresses);
            }
        });
    }
}

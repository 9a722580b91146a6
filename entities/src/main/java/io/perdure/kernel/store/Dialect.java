package io.perdure.kernel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slick.jdbc.JdbcProfile;

/** All that differs between the databases, seen from SQL. Statements that are not here run on both as they are. */
interface Dialect {

    /** Class path location of the schema's versions. */
    String migrations();

    /**
     * Takes a lock that its connection keeps until it is closed, so that nodes which start at the same time migrate one
     * after the other; null where only one process can have the database open.
     */
    @Nullable
    String migrationLock();

    /**
     * Inserts an instance or overwrites an older version of it. Parameters in the order of {@link SqlInstanceIndex}'s
     * columns.
     */
    String upsertInstance();

    /** Writes events with their index rows in one transaction, and commits it. */
    void append(Connection connection, List<JournalEntry> entries) throws SQLException;

    /** The smallest text, in this database's order, that is greater than all that start with {@code prefix}; null if none. */
    @Nullable
    String afterPrefix(String prefix);

    /** Whether the transaction lost a race against another one and is worth a second try. */
    boolean isConflict(SQLException e);

    /**
     * Whether the database itself says, by such a failure of a statement that is a transaction by itself, that nothing of it
     * is done. False when that is open.
     */
    boolean isUndone(SQLException e);

    /** Whether such a failure may mean that the database is in trouble, rather than what it was told. */
    boolean isTrouble(SQLException e);

    /** Writes as much as an event may be, and leaves nothing of it: to find out whether the database takes writes. */
    void probe(Connection connection) throws SQLException;

    /** What the journal plugin must know of the database. */
    JdbcProfile slickProfile();
}

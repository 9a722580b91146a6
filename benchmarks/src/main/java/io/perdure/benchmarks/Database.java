package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** An empty database of its own for one process under test. */
interface Database {

    /** The settings, as HOCON, by which a node or an embedded runtime uses it. */
    String settings();

    /** For the store's own limit only: never beside a process that uses the database. */
    Connection connect() throws SQLException;

    /** Creates a table of the journal's shape, with its keys and indexes. */
    String journalTable();

    /** Makes the last commit as durable as the settings ask, where the commit alone does not. */
    void afterCommit(Connection connection) throws SQLException;

    /** Bytes that the database takes up. */
    long size() throws IOException, SQLException;

    /** Bytes written so far for the sake of the database: a counter, to be read before and after. */
    long written(long pid) throws IOException, SQLException;
}

package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** A kind of store, with its settings, that hands out databases. */
interface Engine extends AutoCloseable {

    /** As the rows of the table call it. */
    String name();

    /** The settings that bear on durability, as asked from the running database, for the header. */
    String description() throws SQLException;

    Database fresh(String purpose) throws IOException, SQLException;

    @Override
    void close();
}

package io.perdure.gateway.node;

import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How a node gets at a test's database. */
public final class NodeOnPostgres {
    private NodeOnPostgres() {}

    /** Environment variables for the database of {@link io.perdure.kernel.store.TestPostgres#freshDatabase()}. */
    public static Map<String, String> environment(Config database) {
        return environment(database, database.getInt("perdure.postgres.port"));
    }

    /** As {@link #environment(Config)}, with a proxy in between. */
    public static Map<String, String> environment(Config database, int port) {
        var variables = new HashMap<String, String>();
        variables.put("PERDURE_STORE", "postgres");
        for (String part : new String[] {"host", "database", "user", "password"}) {
            variables.put("PERDURE_POSTGRES_" + part.toUpperCase(), database.getString("perdure.postgres." + part));
        }
        variables.put("PERDURE_POSTGRES_PORT", Integer.toString(port));
        return variables;
    }

    /** A connection of the test's own. */
    public static Connection connect(Config database) throws SQLException {
        var postgres = database.getConfig("perdure.postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(postgres.getString("host"), postgres.getInt("port"), postgres.getString("database")),
                postgres.getString("user"),
                postgres.getString("password"));
    }
}

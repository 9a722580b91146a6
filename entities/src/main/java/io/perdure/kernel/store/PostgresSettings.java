package io.perdure.kernel.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code perdure.postgres}; the keys are explained in {@code reference.conf}. */
record PostgresSettings(PGSimpleDataSource dataSource, String address) {

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    static PostgresSettings from(Keys postgres) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        String url = postgres.text("url");
        if (url.isEmpty()) {
            dataSource.setServerNames(new String[] {postgres.text("host")});
            dataSource.setPortNumbers(new int[] {postgres.number("port", 1, 65_535)});
            dataSource.setDatabaseName(postgres.text("database"));
        }
        dataSource.setUser(postgres.text("user"));
        dataSource.setPassword(postgres.text("password"));
        if (!SSL_MODES.contains(postgres.text("ssl-mode"))) {
            throw postgres.wrong(
                    "ssl-mode",
                    "one of " + String.join(", ", SSL_MODES.stream().sorted().toList()));
        }
        dataSource.setSslMode(postgres.text("ssl-mode"));
        int connectSeconds = seconds(postgres.duration("connect-timeout", Duration.ofSeconds(1)));
        dataSource.setConnectTimeout(connectSeconds);
        // The login has its own limit: a server that accepts and then says nothing must not hold up the start.
        dataSource.setLoginTimeout(2 * connectSeconds);
        dataSource.setSocketTimeout(seconds(postgres.duration("socket-timeout", Duration.ofSeconds(1))));
        dataSource.setTcpKeepAlive(true);
        // A server that has become a standby, or has one's address, is no better than none; of several hosts, the one
        // that
        // takes writes.
        dataSource.setTargetServerType("primary");
        dataSource.setApplicationName("perdure");
        // One INSERT of many rows instead of many INSERTs: this is what makes a group commit fast.
        dataSource.setReWriteBatchedInserts(true);
        if (!url.isEmpty()) {
            readUrl(postgres, dataSource, url);
        }
        setProperties(postgres.section("properties").config(), dataSource);
        return new PostgresSettings(dataSource, addressOf(dataSource));
    }

    /** What the URL says beats the single keys: it is read last. */
    private static void readUrl(Keys postgres, PGSimpleDataSource dataSource, String url) {
        try {
            dataSource.setUrl(url);
        } catch (IllegalArgumentException e) {
            // The value is not shown: it may hold a password.
            throw new IllegalArgumentException(
                    "Setting %s.url: not shown (expected: jdbc:postgresql://host:port/database)"
                            .formatted(postgres.section()));
        }
    }

    private static void setProperties(Config properties, PGSimpleDataSource dataSource) {
        properties.entrySet().forEach(entry -> {
            String name = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            try {
                dataSource.setProperty(name, String.valueOf(entry.getValue().unwrapped()));
            } catch (SQLException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Setting perdure.postgres.properties.%s: not shown (expected: an option of the PostgreSQL JDBC driver with a legal value)"
                                .formatted(name),
                        e);
            }
        });
    }

    private static String addressOf(PGSimpleDataSource dataSource) {
        String[] hosts = dataSource.getServerNames();
        int[] ports = dataSource.getPortNumbers();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            all.add(hosts[i] + ':' + (ports.length > i && ports[i] != 0 ? ports[i] : 5432));
        }
        return String.join(",", all) + '/' + dataSource.getDatabaseName();
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toSeconds()));
    }
}

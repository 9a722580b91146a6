package io.perdure.kernel.store;

import com.typesafe.config.ConfigUtil;
import io.perdure.settings.SettingsReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code perdure.postgres}; the keys are explained in {@code reference.conf}. */
record PostgresSettings(PGSimpleDataSource dataSource, String address) {

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    static PostgresSettings from(SettingsReader postgres) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        String url = postgres.text("url");
        if (url.isEmpty()) {
            dataSource.setServerNames(new String[] {postgres.text("host")});
            dataSource.setPortNumbers(new int[] {postgres.number("port", 1, 65_535)});
            dataSource.setDatabaseName(postgres.text("database"));
        }
        dataSource.setUser(postgres.text("user"));
        dataSource.setPassword(postgres.text("password"));
        dataSource.setSslMode(postgres.choice("ssl-mode", SSL_MODES));
        int connectSeconds = seconds(postgres.duration("connect-timeout", SECOND, LONGEST));
        dataSource.setConnectTimeout(connectSeconds);
        // The login has its own limit: a server that accepts and then says nothing must not hold up the start.
        dataSource.setLoginTimeout(2 * connectSeconds);
        dataSource.setSocketTimeout(seconds(postgres.duration("socket-timeout", SECOND, LONGEST)));
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
        setProperties(postgres, dataSource);
        return new PostgresSettings(dataSource, addressOf(dataSource));
    }

    /** What the URL says beats the single keys: it is read last. */
    private static void readUrl(SettingsReader postgres, PGSimpleDataSource dataSource, String url) {
        try {
            dataSource.setUrl(url);
        } catch (IllegalArgumentException e) {
            // The value is not shown: it may hold a password.
            postgres.wrong("url", "jdbc:postgresql://host:port/database");
        }
    }

    private static void setProperties(SettingsReader postgres, PGSimpleDataSource dataSource) {
        postgres.entries("properties").forEach((name, value) -> {
            try {
                dataSource.setProperty(name, value);
            } catch (SQLException | IllegalArgumentException e) {
                postgres.wrong(
                        "properties." + ConfigUtil.joinPath(name),
                        "not shown",
                        "an option of the PostgreSQL JDBC driver with a legal value");
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

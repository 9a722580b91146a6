package io.perdure.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of the benchmark's own, safe against power loss as in production: a database per purpose. */
final class PostgresEngine implements Engine {
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private PostgresEngine(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresEngine start(Path directory) throws IOException {
        return new PostgresEngine(EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(true)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start());
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String description() throws SQLException {
        return "PostgreSQL %s, fsync = %s, synchronous_commit = %s"
                .formatted(show("server_version"), show("fsync"), show("synchronous_commit"));
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public Database fresh(String purpose) throws SQLException {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            statement.execute("create database \"" + purpose + '"');
        }
        return new OneDatabase(purpose);
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database) + "?reWriteBatchedInserts=true", USER, "");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class OneDatabase implements Database {
        private final String name;

        OneDatabase(String name) {
            this.name = name;
        }

        @Override
        public String settings() {
            return StoreSettings.postgres(url(name), USER);
        }

        @Override
        public Connection connect() throws SQLException {
            return PostgresEngine.this.connect(name);
        }

        @Override
        public String journalTable() {
            return """
                    create table limit_journal (
                      ordering bigserial unique,
                      persistence_id varchar(1000) collate "C" not null,
                      sequence_number bigint not null,
                      deleted boolean default false not null,
                      writer varchar(255) not null,
                      write_timestamp bigint,
                      adapter_manifest varchar(255),
                      event_ser_id integer not null,
                      event_ser_manifest varchar(255) not null,
                      event_payload bytea not null,
                      meta_ser_id integer,
                      meta_ser_manifest varchar(255),
                      meta_payload bytea,
                      primary key (persistence_id, sequence_number))""";
        }

        /** Nothing to add: with synchronous_commit the commit itself waits for the disk. */
        @Override
        public void afterCommit(Connection connection) {}

        @Override
        public long size() throws SQLException {
            return number("select pg_database_size(current_database())");
        }

        /** The write-ahead log: the server is this benchmark's alone, so that all of it is this database's. */
        @Override
        public long written(long pid) throws SQLException {
            return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
        }

        private long number(String query) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§7: durability = power, seen from the file")
class PowerSafeDataSourceTest {
    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        CountingFiles.register();
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:counting:" + directory.resolve("db") + ";WRITE_DELAY=0");
        h2.setUser("sa");
        connection = new PowerSafeDataSource(h2).getConnection();
        execute("CREATE TABLE t (id BIGINT PRIMARY KEY)");
        CountingFiles.FORCED.set(0);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("a transaction of many writes costs one fsync, before commit returns")
    void one_per_commit() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            for (int i = 0; i < 400; i++) {
                insert.setLong(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        assertThat(CountingFiles.FORCED).hasValue(0);

        connection.commit();

        assertThat(CountingFiles.FORCED).hasValue(1);
    }

    @Test
    @DisplayName("what only reads pays nothing, with or without a transaction")
    void reads_are_free() throws SQLException {
        execute("SELECT * FROM t");
        connection.setAutoCommit(false);
        execute("SELECT * FROM t");
        connection.commit();
        connection.setAutoCommit(true);

        assertThat(CountingFiles.FORCED).hasValue(0);
    }

    @Test
    @DisplayName("a write that commits by itself is forced too")
    void auto_commit() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (1)")) {
            insert.executeUpdate();
        }
        assertThat(CountingFiles.FORCED).hasValue(1);

        execute("DELETE FROM t");
        assertThat(CountingFiles.FORCED).hasValue(2);
    }

    @Test
    @DisplayName("a transaction that is committed by switching back to auto-commit is forced")
    void commit_by_mode() throws SQLException {
        connection.setAutoCommit(false);
        execute("INSERT INTO t VALUES (1)");
        connection.setAutoCommit(true);

        assertThat(CountingFiles.FORCED).hasValue(1);
    }

    @Test
    @DisplayName("commits at the same time share an fsync, and each returns after one that began after it")
    void shared() throws Exception {
        GroupSync sync = new GroupSync();
        AtomicInteger began = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Integer> committer = () -> {
            int before = began.get();
            sync.afterCommit(() -> {
                began.incrementAndGet();
                Thread.yield();
                ended.incrementAndGet();
            });
            return ended.get() - before;
        };
        try {
            List<Callable<Integer>> many =
                    IntStream.range(0, 5000).mapToObj(i -> committer).toList();
            for (var after : threads.invokeAll(many)) {
                assertThat(after.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(began.get()).isLessThanOrEqualTo(5000);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

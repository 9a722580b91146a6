package io.perdure.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a store can take at best: one connection inserts rows like the journal's, a batch per commit, with nothing else
 * to do. No engine on top of it can be faster by rows.
 */
final class StoreLimit implements AutoCloseable {
    /** Those that stand for a client count (as many waiting writes share a commit), and those that show the curve. */
    static final List<Integer> BATCHES = List.of(1, 8, 32, 64, 128, 400);

    private static final int PAYLOAD = 240; // with ids, manifests and numbers about 350 bytes a row
    private static final String INSERT = """
            insert into limit_journal (persistence_id, sequence_number, deleted, writer, write_timestamp,
              adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
            values (?, ?, false, ?, ?, '', 33, 'io.perdure.kernel.StepEvent', ?)""";

    /**
     * What was reached.
     *
     * @param p50Millis of one commit
     */
    record Result(double commitsPerSecond, double rowsPerSecond, double p50Millis, double p99Millis) {}

    private final Database database;
    private final Connection connection;
    private final Random random = new Random(1);
    private final byte[] payload = new byte[PAYLOAD];
    private long row;

    StoreLimit(Database database) throws SQLException {
        this.database = database;
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.journalTable());
        }
        connection.setAutoCommit(false);
    }

    Result run(int batch, Duration ramp, Duration measure) throws SQLException {
        commits(batch, ramp);
        long start = System.nanoTime();
        Histogram latencies = commits(batch, measure);
        double seconds = (System.nanoTime() - start) / 1e9;
        double commits = latencies.getTotalCount() / seconds;
        return new Result(
                commits,
                commits * batch,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6);
    }

    private Histogram commits(int batch, Duration time) throws SQLException {
        Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        long end = System.nanoTime() + time.toNanos();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (long from = System.nanoTime(); from - end < 0; from = System.nanoTime()) {
                for (int i = 0; i < batch; i++) {
                    bindRow(insert);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                database.afterCommit(connection);
                latencies.recordValue(Math.min(System.nanoTime() - from, TimeUnit.MINUTES.toNanos(1)));
            }
        }
        connection.commit(); // closes what afterCommit may have opened
        return latencies;
    }

    private void bindRow(PreparedStatement insert) throws SQLException {
        random.nextBytes(payload); // no store gets to compress the limit away
        row++;
        insert.setString(1, "default|entity|bench|k" + row % Workload.KEYS);
        insert.setLong(2, row / Workload.KEYS + 1);
        insert.setString(3, "0b5d1a1c-3c3e-4d55-8a68-6f1d1a2f9c11");
        insert.setLong(4, System.currentTimeMillis());
        insert.setBytes(5, payload.clone()); // H2 keeps the array until the batch has run
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

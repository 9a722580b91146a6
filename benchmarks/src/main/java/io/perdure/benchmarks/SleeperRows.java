package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows about many sleepers at once: how fast they start, how late they wake, and how entity calls fare when all of
 * them wake.
 *
 * @param count how many
 * @param seconds how long each sleeps
 */
record SleeperRows(int count, int seconds) {
    static final String START = "sleepers-start";
    static final String LATE = "sleepers-late";
    static final String CALLS = "sleepers-calls";
    static final List<String> NAMES = List.of(START, LATE, CALLS);

    private static final int CLIENTS = 128;
    /** Few enough to be no load, enough for a 99th percentile of the seconds in which sleepers wake. */
    private static final int CALLS_PER_SECOND = 200;

    private static final long RAMP_MILLIS = 1_000;
    /** The last sleepers are late, too. */
    private static final long AFTER_MILLIS = 500;

    /** Shorter ones, which have woken before anything is measured. */
    Load warmUp(Duration time) {
        return new Load.StartSleepers(count / 2, (int) Math.min(3, time.toSeconds()), CLIENTS);
    }

    List<Row> measure(String engine, Door door, Target target, Database database, Duration measure)
            throws IOException, SQLException, InterruptedException {
        LoadResult before = target.run(calls(RAMP_MILLIS, measure.toMillis()));
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Measured start = Measured.run(target, new Load.StartSleepers(count, seconds, CLIENTS), database);
        long started = start.result().acknowledged();
        long starting = Math.round(started / Math.max(1, start.result().rate()) * 1_000);
        long untilDue =
                Duration.between(Instant.now(), since.plusSeconds(seconds)).toMillis();
        // Calls all the time, under the clock when the sleepers wake: in the order, and so in the time, of their
        // starts.
        Measured calls = Measured.run(target, calls(Math.max(0, untilDue), starting + AFTER_MILLIS), database);
        Measured late = Measured.run(target, new Load.Lateness(since.toEpochMilli(), Math.toIntExact(started)), null);
        String sleepers = "%,d sleepers of %d s".formatted(count, seconds);
        return List.of(
                row(engine, door, START, "start of " + sleepers, CLIENTS, start, null),
                row(engine, door, LATE, "lateness of " + sleepers, count, late, null),
                row(
                        engine,
                        door,
                        CALLS,
                        "%d entity calls/s while they wake (before: p50 %s, p99 %s ms)"
                                .formatted(
                                        CALLS_PER_SECOND,
                                        Numbers.plain(before.p50Millis()),
                                        Numbers.plain(before.p99Millis())),
                        1,
                        calls,
                        before));
    }

    private static Load calls(long rampMillis, long measureMillis) {
        return new Load.SteadyCalls(CALLS_PER_SECOND, Workload.KEYS, rampMillis, measureMillis);
    }

    /** @param before what calls took when nothing woke; null for rows that are not about calls */
    private static Row row(
            String engine,
            Door door,
            String name,
            String title,
            int clients,
            Measured measured,
            @Nullable LoadResult before) {
        @Nullable Goal goal = before == null ? Goal.of(engine, door, name) : Goal.undisturbed(before);
        Row row = Row.of(engine, door, name, title, clients, measured, goal);
        return before == null || keptPace(before)
                ? row
                : row.withProblem("%s of %d calls/s before the sleepers: too slow a machine to compare"
                        .formatted(Numbers.plain(before.rate()), CALLS_PER_SECOND));
    }

    /** Calls that queue behind each other show their queue, and nothing else can disturb them. */
    static boolean keptPace(LoadResult before) {
        return before.rate() >= 0.95 * CALLS_PER_SECOND;
    }
}

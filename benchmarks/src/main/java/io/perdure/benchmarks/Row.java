package io.perdure.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table; null stands for what does not apply or was not measured.
 *
 * @param name what {@code --only} selects by, after engine and door
 * @param rate answers per second; for the store's limit rows per second
 * @param p50Millis of an answer; for the store's limit of a commit
 * @param problem why the figures are not to be trusted
 */
record Row(
        String engine,
        Door door,
        String name,
        String what,
        int clients,
        double rate,
        double p50Millis,
        double p99Millis,
        Costs costs,
        Comparison comparison,
        @Nullable String problem) {

    /**
     * What the load cost the engine's process and its database.
     *
     * @param cpuMillis per answer
     * @param grownBytes by which the database grew, per answer
     * @param writtenBytes PostgreSQL: of write-ahead log; H2: that the process wrote to disk; per answer
     * @param appliedMillis signals: from the last answer until all were seen to be applied
     */
    record Costs(
            @Nullable Double cpuMillis,
            @Nullable Double peakRssMebibytes,
            @Nullable Double grownBytes,
            @Nullable Double writtenBytes,
            @Nullable Double appliedMillis) {
        static final Costs UNKNOWN = new Costs(null, null, null, null, null);
    }

    /**
     * What the figures are to be held against.
     *
     * @param roof requests per second that the machine allows
     * @param share of the roof that was reached
     */
    record Comparison(
            @Nullable Double roof,
            @Nullable Double share,
            @Nullable String target,
            @Nullable String met,
            @Nullable String peer) {
        static final Comparison NONE = new Comparison(null, null, null, null, null);
    }

    static Row ofStore(String engine, int batch, StoreLimit.Result result) {
        return new Row(
                engine,
                Door.STORE,
                "batch-" + batch,
                "group commit of %d, %s commits/s".formatted(batch, Numbers.plain(result.commitsPerSecond())),
                1,
                result.rowsPerSecond(),
                result.p50Millis(),
                result.p99Millis(),
                Costs.UNKNOWN,
                Comparison.NONE,
                null);
    }

    /** Stands for rows that could not be measured. */
    static Row failed(String engine, Door door, String what, String problem) {
        return new Row(engine, door, what, what, 0, 0, 0, 0, Costs.UNKNOWN, Comparison.NONE, "FAILED " + problem);
    }

    static Row of(String engine, Door door, Workload workload, Measured measured, @Nullable Double roof) {
        boolean signals = workload.kind() == Workload.Kind.SIGNAL;
        return of(
                engine,
                door,
                workload.name(),
                workload.title(),
                workload.clients(),
                measured,
                signals ? Double.valueOf(measured.result().settledMillis()) : null,
                roof,
                Goal.of(engine, door, workload.name()));
    }

    /** A row without a roof. */
    static Row of(
            String engine, Door door, String name, String title, int clients, Measured measured, @Nullable Goal goal) {
        return of(engine, door, name, title, clients, measured, null, null, goal);
    }

    private static Row of(
            String engine,
            Door door,
            String name,
            String title,
            int clients,
            Measured measured,
            @Nullable Double appliedMillis,
            @Nullable Double roof,
            @Nullable Goal goal) {
        LoadResult result = measured.result();
        return new Row(
                engine,
                door,
                name,
                title,
                clients,
                result.rate(),
                result.p50Millis(),
                result.p99Millis(),
                new Costs(
                        result.cpuMillis() > 0 ? Double.valueOf(result.cpuMillisPerAnswer()) : null,
                        measured.peakRssMebibytes(),
                        measured.grownBytes(),
                        measured.writtenBytes(),
                        appliedMillis),
                new Comparison(
                        roof,
                        Roofs.share(result.rate(), roof),
                        goal == null ? null : goal.text(),
                        goal == null ? null : goal.verdict(result),
                        goal == null ? null : goal.peer()),
                problemUnderClock(result));
    }

    /** Adds why the figures are not to be trusted, unless there is a reason already. */
    Row withProblem(String added) {
        return new Row(
                engine,
                door,
                name,
                what,
                clients,
                rate,
                p50Millis,
                p99Millis,
                costs,
                comparison,
                problem == null ? added : problem);
    }

    private static @Nullable String problemUnderClock(LoadResult result) {
        @Nullable String problem = problem(result);
        return problem == null && result.rate() <= 0 ? "no answer under the clock; give it more --seconds" : problem;
    }

    static @Nullable String problem(LoadResult result) {
        if (result.mismatch() != null) {
            return "MISMATCH " + result.mismatch();
        }
        if (result.errors() > 0) {
            return "%,d ERRORS, first: %s".formatted(result.errors(), result.firstError());
        }
        return result.acknowledged() == 0 ? "no request was answered" : null;
    }
}

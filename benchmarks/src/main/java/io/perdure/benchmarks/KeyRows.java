package io.perdure.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows about access keys. A few percent are less than two runs of one process differ by, so that both nodes are up at
 * the same time and take turns.
 *
 * @param without the node that has no keys
 * @param with the one that has
 */
record KeyRows(String engine, Target without, Target with) {
    static final String OFF = "auth-off";
    static final String KEY = "auth-key";
    static final List<String> NAMES = List.of(OFF, KEY);

    /** Fewer say nothing on a machine where single pairs differ by several percent. */
    private static final int FEWEST_PAIRS = 20;

    private static final int SLICE_MILLIS = 1_000;

    /** For the new connections of each slice. */
    private static final int RAMP_MILLIS = 100;

    private static final Load SLICE =
            new Load.StatusReads(Workload.STATUS.clients(), Workload.KEYS, RAMP_MILLIS, SLICE_MILLIS);

    /**
     * Starts what is read, on both, and warms both up: in turns as well, so that neither is idle for so long that its
     * instances leave memory.
     */
    List<LoadResult> prepare(Duration warmUp) throws IOException, InterruptedException {
        List<LoadResult> results = new ArrayList<>();
        results.add(without.run(Workload.START_WAITERS));
        results.add(with.run(Workload.START_WAITERS));
        if (!warmUp.isZero()) {
            List<KeyCost.Pair> cold = pairs(slices(warmUp));
            results.add(all(cold, KeyCost.Pair::without));
            results.add(all(cold, KeyCost.Pair::with));
        }
        return results;
    }

    /** @param time under the clock of each row; more if that is too little for enough pairs */
    List<KeyCost.Pair> measure(Duration time) throws IOException, InterruptedException {
        return pairs(Math.max(FEWEST_PAIRS, slices(time)));
    }

    private static int slices(Duration time) {
        return (int) (time.toMillis() / SLICE_MILLIS);
    }

    /** Who goes first takes turns, too: a b b a. What drifts with time then meets both alike. */
    List<KeyCost.Pair> pairs(int count) throws IOException, InterruptedException {
        List<KeyCost.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean keysFirst = i % 2 == 1;
            LoadResult first = (keysFirst ? with : without).run(SLICE);
            LoadResult second = (keysFirst ? without : with).run(SLICE);
            pairs.add(keysFirst ? new KeyCost.Pair(second, first) : new KeyCost.Pair(first, second));
        }
        return pairs;
    }

    List<Row> rows(List<KeyCost.Pair> pairs) throws IOException {
        LoadResult off = all(pairs, KeyCost.Pair::without);
        LoadResult on = all(pairs, KeyCost.Pair::with);
        return List.of(
                row(OFF, "no access keys", off, without, null),
                row(KEY, "the last of three access keys", on, with, Goal.withKeys(off)));
    }

    private Row row(String name, String what, LoadResult result, Target target, @Nullable Goal goal)
            throws IOException {
        Measured measured = new Measured(result, Proc.peakRssMebibytes(target.pid()), null, null);
        String title = "%s, in turns: %s".formatted(Workload.STATUS.title(), what);
        return Row.of(engine, Door.HTTP, name, title, Workload.STATUS.clients(), measured, goal);
    }

    private static LoadResult all(List<KeyCost.Pair> pairs, Function<KeyCost.Pair, LoadResult> side) {
        return LoadResult.ofSlices(pairs.stream().map(side).toList());
    }
}

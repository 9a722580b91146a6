package io.perdure.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a row is to reach on a quiet machine with two cores, load generator included, and what the best comparable
 * system reached on such a machine.
 */
record Goal(List<Criterion> criteria, String peer) {
    /** H2 may reach two thirds of the goals: rates times this, times and processor time through this. */
    private static final double H2_SHARE = 2.0 / 3;

    private static final Map<String, Goal> GOALS = Map.ofEntries(
            entry("call-1", "p50 0.8 ms", atMost(Figure.P50, 1)),
            entry("call-32", "2,711/s, CPU 0.58 ms", atLeast(5_000), atMost(Figure.P99, 20), atMost(Figure.CPU, 0.25)),
            entry("call-128", "2,616/s", atLeast(7_000)),
            entry("signal-128", "2,244/s", atLeast(8_000), atMost(Figure.APPLIED, 300)),
            entry("hot-64", "2,152/s", atLeast(8_000)),
            entry("status-64", "–", atLeast(15_000)),
            entry("hello3-1", "p50 5.4 ms", atMost(Figure.P50, 3)),
            entry("hello3-32", "1,369/s in-process, 191/s dispatched", atLeast(2_500)),
            entry("hello3-128", "1,852/s in-process", atLeast(3_000)),
            entry("fan-1000", "p50 269 ms in-process, 816 ms dispatched", atMost(Figure.P50, 150)),
            entry("seq-1000", "p50 680 ms in-process, 2,321 ms dispatched", atMost(Figure.P50, 500)),
            entry("transfer-1", "–", atMost(Figure.P50, 8)),
            entry("transfer-32", "35/s (published)", atLeast(500)),
            entry(SleeperRows.START, "4,134/s", atLeast(4_000)),
            entry(SleeperRows.LATE, "24/536 ms late", atMost(Figure.P99, 100)));

    /** By how much calls may slow down while something else goes on. */
    private static final double DISTURBANCE = 2;

    /** What a criterion looks at. */
    enum Figure {
        RATE("", "/s"),
        P50("p50 ", " ms"),
        P99("p99 ", " ms"),
        CPU("CPU ", " ms"),
        APPLIED("applied ", " ms");

        private final String before;
        private final String after;

        Figure(String before, String after) {
            this.before = before;
            this.after = after;
        }

        private double of(LoadResult result) {
            return switch (this) {
                case RATE -> result.rate();
                case P50 -> result.p50Millis();
                case P99 -> result.p99Millis();
                case CPU -> result.cpuMillisPerAnswer();
                case APPLIED -> result.settledMillis();
            };
        }
    }

    /** One bound: a rate is to be at least the limit, everything else at most. */
    record Criterion(Figure figure, double limit) {
        boolean met(LoadResult result) {
            double value = figure.of(result);
            return figure == Figure.RATE ? value >= limit : value <= limit;
        }

        Criterion scaled(double share) {
            return new Criterion(figure, figure == Figure.RATE ? limit * share : limit / share);
        }

        String text() {
            return figure.before + (figure == Figure.RATE ? "≥ " : "≤ ") + Numbers.plain(limit) + figure.after;
        }
    }

    private static Criterion atLeast(double rate) {
        return new Criterion(Figure.RATE, rate);
    }

    private static Criterion atMost(Figure figure, double limit) {
        return new Criterion(figure, limit);
    }

    private static Map.Entry<String, Goal> entry(String row, String peer, Criterion... criteria) {
        return Map.entry(row, new Goal(List.of(criteria), peer));
    }

    /** For calls beside other work, on any store and through any door. */
    static Goal undisturbed(LoadResult before) {
        return new Goal(List.of(atMost(Figure.P99, DISTURBANCE * before.p99Millis())), "–");
    }

    /** For a node that looks at keys, on any store. */
    static Goal withKeys(LoadResult without) {
        return new Goal(List.of(atLeast((1 - KeyCost.ALLOWED) * without.rate())), "–");
    }

    /** The rows of which something is promised. */
    static Set<String> rows() {
        return GOALS.keySet();
    }

    /** Null where nothing was promised. */
    static @Nullable Goal of(String engine, Door door, String row) {
        @Nullable Goal goal = GOALS.get(row);
        if (goal == null || door != Door.HTTP) {
            return null;
        }
        return switch (engine) {
            case "postgres" -> goal;
            case "h2" ->
                new Goal(goal.criteria.stream().map(c -> c.scaled(H2_SHARE)).toList(), goal.peer);
            default -> null;
        };
    }

    String text() {
        return String.join(", ", criteria.stream().map(Criterion::text).toList());
    }

    /** "yes", or which criteria are missed; all of them by a load without an answer under the clock. */
    String verdict(LoadResult result) {
        List<String> missed = criteria.stream()
                .filter(criterion -> result.rate() <= 0 || !criterion.met(result))
                .map(Criterion::text)
                .toList();
        return missed.isEmpty() ? "yes" : "NO: " + String.join(", ", missed);
    }
}

package io.perdure.benchmarks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row is to reach on a quiet machine with two cores, load generator included, and what the best comparable
 * system reached on such a machine.
 */
record Goal(List<Criterion> criteria, String peer) {
    /** H2 may reach two thirds of the goals: rates times this, times and processor time through this. */
    private static final double H2_SHARE = 2.0 / 3;

    private static final Map<String, Goal> GOALS = Map.of(
            "call-1", new Goal(List.of(atMost(Figure.P50, 1)), "p50 0.8 ms"),
            "call-32",
                    new Goal(
                            List.of(atLeast(5_000), atMost(Figure.P99, 20), atMost(Figure.CPU, 0.25)),
                            "2,711/s, CPU 0.58 ms"),
            "call-128", new Goal(List.of(atLeast(7_000)), "2,616/s"),
            "signal-128", new Goal(List.of(atLeast(8_000), atMost(Figure.APPLIED, 300)), "2,244/s"),
            "hot-64", new Goal(List.of(atLeast(8_000)), "2,152/s"));

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
                case CPU -> result.cpuMillisPerAdd();
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

    /** Null where nothing was promised. */
    static @Nullable Goal of(String engine, Door door, Workload workload) {
        @Nullable Goal goal = GOALS.get(workload.name());
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

    /** "yes", or which criteria are missed. */
    String verdict(LoadResult result) {
        List<String> missed = criteria.stream()
                .filter(criterion -> !criterion.met(result))
                .map(Criterion::text)
                .toList();
        return missed.isEmpty() ? "yes" : "NO: " + String.join(", ", missed);
    }
}

package io.perdure.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs a node to look at access keys: slices of the same load on a node with keys and on one without, in pairs, so
 * that both halves of a pair saw the same machine.
 *
 * @param pairs how many
 * @param ratio of all answers with keys to all without
 * @param lowest ratio of a pair
 * @param highest ratio of a pair
 * @param error standard error of the ratios' mean: what a repetition with these two processes is likely to differ by
 * @param microsWithout processor time of the node per answer
 * @param microsWith the same
 */
record KeyCost(
        String engine,
        int pairs,
        double ratio,
        double lowest,
        double highest,
        double error,
        double microsWithout,
        double microsWith) {
    /** The share of throughput that the keys may cost. */
    static final double ALLOWED = 0.03;

    /** The same time on both nodes, one right after the other. */
    record Pair(LoadResult without, LoadResult with) {
        private double ratio() {
            return with.rate() / without.rate();
        }
    }

    /** Null when there are fewer than two pairs, or a slice has no answers: then there is nothing to divide by. */
    static @Nullable KeyCost of(String engine, List<Pair> pairs) {
        boolean answered = pairs.stream()
                .flatMap(pair -> Stream.of(pair.without, pair.with))
                .allMatch(slice -> slice.rate() > 0);
        if (pairs.size() < 2 || !answered) {
            return null;
        }
        double[] ratios = pairs.stream().mapToDouble(Pair::ratio).sorted().toArray();
        return new KeyCost(
                engine,
                pairs.size(),
                sum(pairs, pair -> pair.with().rate())
                        / sum(pairs, pair -> pair.without().rate()),
                ratios[0],
                ratios[ratios.length - 1],
                standardError(ratios),
                micros(pairs, Pair::without),
                micros(pairs, Pair::with));
    }

    private static double sum(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return pairs.stream().mapToDouble(figure).sum();
    }

    private static double micros(List<Pair> pairs, Function<Pair, LoadResult> side) {
        return 1_000
                * sum(pairs, pair -> side.apply(pair).cpuMillis())
                / sum(pairs, pair -> side.apply(pair).acknowledged());
    }

    private static double standardError(double[] ratios) {
        double mean = Arrays.stream(ratios).average().orElseThrow();
        double squares = Arrays.stream(ratios)
                .map(ratio -> (ratio - mean) * (ratio - mean))
                .sum();
        return Math.sqrt(squares / (ratios.length - 1) / ratios.length);
    }

    /** The share of throughput that was lost; negative when the node with keys was the faster one. */
    double lost() {
        return 1 - ratio;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "keys: %s status read with ÷ without %.3f (± %.3f; %d pairs of %.3f to %.3f), CPU with %.1f, without %.1f µs: costs %.1f %% of throughput (≤ %.0f %%: %s)",
                engine,
                ratio,
                error,
                pairs,
                lowest,
                highest,
                microsWith,
                microsWithout,
                100 * lost(),
                100 * ALLOWED,
                verdict());
    }

    private String verdict() {
        String met = ratio >= 1 - ALLOWED ? "yes" : "NO";
        return 2 * error > ALLOWED ? met + ", but too noisy to tell" : met;
    }
}

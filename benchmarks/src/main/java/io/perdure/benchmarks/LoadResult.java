package io.perdure.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run gave.
 *
 * @param acknowledged requests with a good answer, those before the clock started included
 * @param errors requests without one: any status but 2xx, a wrong output, lost connections, no answer
 * @param rate good answers per second under the clock
 * @param cpuMillis processor time of the engine's process, from the first request to the last answer; 0 where it says
 *     nothing
 * @param settledMillis from the last answer until every sum was as expected, the reading included
 * @param mismatch what is wrong with the sums; null when they fit
 */
record LoadResult(
        long acknowledged,
        long errors,
        @Nullable String firstError,
        double rate,
        double p50Millis,
        double p99Millis,
        double cpuMillis,
        double settledMillis,
        @Nullable String mismatch) {

    /**
     * One result of equally long slices of the same load. Counts and processor time are sums, the rate is the mean, the
     * latencies are those of the slice in the middle.
     */
    static LoadResult ofSlices(List<LoadResult> slices) {
        return new LoadResult(
                slices.stream().mapToLong(LoadResult::acknowledged).sum(),
                slices.stream().mapToLong(LoadResult::errors).sum(),
                first(slices, LoadResult::firstError),
                slices.stream().mapToDouble(LoadResult::rate).average().orElse(0),
                median(slices, LoadResult::p50Millis),
                median(slices, LoadResult::p99Millis),
                slices.stream().mapToDouble(LoadResult::cpuMillis).sum(),
                slices.stream().mapToDouble(LoadResult::settledMillis).max().orElse(0),
                first(slices, LoadResult::mismatch));
    }

    private static @Nullable String first(List<LoadResult> slices, Function<LoadResult, @Nullable String> fault) {
        for (LoadResult slice : slices) {
            @Nullable String found = fault.apply(slice);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static double median(List<LoadResult> slices, ToDoubleFunction<LoadResult> figure) {
        double[] sorted = slices.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    double cpuMillisPerAnswer() {
        return cpuMillis / Math.max(1, acknowledged);
    }
}

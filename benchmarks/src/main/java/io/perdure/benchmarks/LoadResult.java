package io.perdure.benchmarks;

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

    double cpuMillisPerAnswer() {
        return cpuMillis / Math.max(1, acknowledged);
    }
}

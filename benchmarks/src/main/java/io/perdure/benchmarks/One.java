package io.perdure.benchmarks;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;

/** Counts for one in a sum. */
final class One implements Activity<Integer, Integer> {
    @Override
    public Integer run(ActivityContext context, Integer index) {
        return 1;
    }
}

package io.perdure.examples.basics;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;

/** The smallest piece of work. */
final class One implements Activity<Integer, Integer> {
    @Override
    public Integer run(ActivityContext context, Integer index) {
        return 1;
    }
}

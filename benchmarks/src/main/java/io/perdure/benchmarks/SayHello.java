package io.perdure.benchmarks;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;

/** As little work as an activity can have. */
final class SayHello implements Activity<String, String> {
    @Override
    public String run(ActivityContext context, String name) {
        return "Hello " + name + "!";
    }
}

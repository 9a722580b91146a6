package io.perdure.examples.basics;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;

/** An activity does the work: it may read files, call services, draw random numbers. This one needs none of it. */
public final class SayHello implements Activity<String, String> {
    @Override
    public String run(ActivityContext context, String name) {
        return "Hello " + name + "!";
    }
}

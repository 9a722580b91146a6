package io.perdure.gateway.node.module;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;

/** Says hello to somebody. */
public final class Greet implements Activity<String, String> {
    @Override
    public String run(ActivityContext context, String name) {
        return "Hello " + name + "!";
    }
}

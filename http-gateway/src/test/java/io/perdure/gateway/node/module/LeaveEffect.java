package io.perdure.gateway.node.module;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Does something outside, which a test can count; gives 1. */
public final class LeaveEffect implements Activity<Effect, Integer> {
    @Override
    public Integer run(ActivityContext context, Effect effect) throws IOException {
        Files.writeString(
                Path.of(effect.file()), effect.name() + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return 1;
    }
}

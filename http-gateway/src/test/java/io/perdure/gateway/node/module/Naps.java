package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Duration;

/** Effects with a nap before each; gives their number. */
public final class Naps implements Orchestrator<Work, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Work work) {
        int done = 0;
        for (int step = 0; step < work.steps(); step++) {
            context.createTimer(Duration.ofMillis(50L * (step + 1))).await();
            done += context.callActivity(LeaveEffect.class, work.effect(context.instanceId(), step))
                    .await();
        }
        return done;
    }
}

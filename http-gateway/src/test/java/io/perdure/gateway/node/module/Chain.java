package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Effects one after the other; gives their number. */
public final class Chain implements Orchestrator<Work, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Work work) {
        int done = 0;
        for (int step = 0; step < work.steps(); step++) {
            done += context.callActivity(LeaveEffect.class, work.effect(context.instanceId(), step))
                    .await();
        }
        return done;
    }
}

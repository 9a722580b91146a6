package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** An effect in each of as many generations as there are steps; gives the steps of the last one, 1. */
public final class Rounds implements Orchestrator<Work, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Work work) {
        int done = context.callActivity(LeaveEffect.class, work.effect(context.instanceId(), work.steps() - 1))
                .await();
        return work.steps() == 1 ? done : context.continueAsNew(new Work(work.file(), work.steps() - 1));
    }
}

package io.perdure.gateway.node.module;

import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.stream.IntStream;

/** Effects at the same time; gives their number. */
public final class Fan implements Orchestrator<Work, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Work work) {
        var all = IntStream.range(0, work.steps())
                .mapToObj(step -> context.callActivity(LeaveEffect.class, work.effect(context.instanceId(), step)))
                .toList();
        return DurableTask.allOf(all).await().stream().mapToInt(one -> one).sum();
    }
}

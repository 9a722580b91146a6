package io.perdure.gateway.node.module;

import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.TaskOptions;
import java.util.stream.IntStream;

/** As many children as there are steps, each a {@link Chain} of two, at the same time; gives the number of effects. */
public final class Family implements Orchestrator<Work, Integer> {
    /** Effects of each child. */
    public static final int STEPS_OF_A_CHILD = 2;

    @Override
    public Integer run(OrchestrationContext context, Work work) {
        var children = IntStream.range(0, work.steps())
                .mapToObj(child -> context.callSubOrchestrator(
                        Chain.class,
                        new Work(work.file(), STEPS_OF_A_CHILD),
                        TaskOptions.instanceId(childId(context.instanceId(), child))))
                .toList();
        return DurableTask.allOf(children).await().stream().mapToInt(one -> one).sum();
    }

    public static String childId(String parentId, int child) {
        return parentId + ".child-" + child;
    }
}

package io.perdure.benchmarks;

import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.stream.IntStream;

/** So many activities at the same time, and the sum of what they return. */
final class FanOutFanIn implements Orchestrator<Integer, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Integer n) {
        var parts = IntStream.range(0, n)
                .mapToObj(index -> context.callActivity(One.class, index))
                .toList();
        return DurableTask.allOf(parts).await().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}

package io.perdure.benchmarks;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** So many activities one after the other, and the sum of what they return. */
final class SequentialSteps implements Orchestrator<Integer, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Integer n) {
        int sum = 0;
        for (int index = 0; index < n; index++) {
            sum += context.callActivity(One.class, index).await();
        }
        return sum;
    }
}

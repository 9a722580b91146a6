package io.perdure.examples.basics;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Runs n activities one by one: a plain loop, whose variables survive a crash because it is replayed. */
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

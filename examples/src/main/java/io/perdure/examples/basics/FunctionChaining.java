package io.perdure.examples.basics;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/** Each step gets the result of the one before: 42, 43, 45. */
final class FunctionChaining implements Orchestrator<Void, Integer> {
    @Override
    public Integer run(OrchestrationContext context, Void nothing) {
        int x = context.callActivity(F1.class, null).await();
        int y = context.callActivity(F2.class, x).await();
        return context.callActivity(F3.class, y).await();
    }

    static final class F1 implements Activity<Void, Integer> {
        @Override
        public Integer run(ActivityContext context, Void nothing) {
            return 42;
        }
    }

    static final class F2 implements Activity<Integer, Integer> {
        @Override
        public Integer run(ActivityContext context, Integer value) {
            return value + 1;
        }
    }

    static final class F3 implements Activity<Integer, Integer> {
        @Override
        public Integer run(ActivityContext context, Integer value) {
            return value + 2;
        }
    }
}

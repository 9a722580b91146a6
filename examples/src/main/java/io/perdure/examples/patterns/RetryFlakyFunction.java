package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Retry: three attempts in all, five seconds apart. The pauses are durable timers; nothing waits in memory. */
final class RetryFlakyFunction implements Orchestrator<Void, String> {
    private static final RetryPolicy THRICE = RetryPolicy.attempts(3).firstDelay(Duration.ofSeconds(5));

    @Override
    public String run(OrchestrationContext context, Void nothing) {
        return context.callActivity(FlakyFunction.class, null, THRICE).await();
    }

    /** Works when its supplier says so. */
    static final class FlakyFunction implements Activity<Void, String> {
        private final BooleanSupplier works;

        FlakyFunction(BooleanSupplier works) {
            this.works = works;
        }

        @Override
        public String run(ActivityContext context, Void nothing) throws IOException {
            if (!works.getAsBoolean()) {
                throw new IOException("The line is down.");
            }
            return "It worked";
        }
    }
}

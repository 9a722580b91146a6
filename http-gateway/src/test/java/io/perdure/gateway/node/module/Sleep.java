package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Duration;

/** Sleeps for so many milliseconds; gives the same number. */
public final class Sleep implements Orchestrator<Long, Long> {
    @Override
    public Long run(OrchestrationContext context, Long millis) {
        context.createTimer(Duration.ofMillis(millis)).await();
        return millis;
    }
}

package io.perdure.benchmarks;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.List;

/** Three activities one after the other. */
final class HelloSequence implements Orchestrator<Void, List<String>> {
    @Override
    public List<String> run(OrchestrationContext context, Void nothing) {
        return List.of(
                context.callActivity(SayHello.class, "Tokyo").await(),
                context.callActivity(SayHello.class, "Seattle").await(),
                context.callActivity(SayHello.class, "London").await());
    }
}

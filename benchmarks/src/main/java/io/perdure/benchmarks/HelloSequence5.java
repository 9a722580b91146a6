package io.perdure.benchmarks;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.List;

/** Five activities one after the other. */
final class HelloSequence5 implements Orchestrator<Void, List<String>> {
    @Override
    public List<String> run(OrchestrationContext context, Void nothing) {
        return List.of(
                context.callActivity(SayHello.class, "Tokyo").await(),
                context.callActivity(SayHello.class, "Seattle").await(),
                context.callActivity(SayHello.class, "London").await(),
                context.callActivity(SayHello.class, "Lima").await(),
                context.callActivity(SayHello.class, "Nairobi").await());
    }
}

package io.perdure.gateway.node.module;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.List;

/** Three greetings, one after the other. */
public final class Hello implements Orchestrator<Void, List<String>> {
    @Override
    public List<String> run(OrchestrationContext context, Void nothing) {
        return List.of(
                context.callActivity(Greet.class, "Tokyo").await(),
                context.callActivity(Greet.class, "Seattle").await(),
                context.callActivity(Greet.class, "London").await());
    }
}

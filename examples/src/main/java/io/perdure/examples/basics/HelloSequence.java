package io.perdure.examples.basics;

import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.util.List;

/** Three greetings, one after the other. A crash between two of them costs nothing: the first ones are not said again. */
public final class HelloSequence implements Orchestrator<Void, List<String>> {
    @Override
    public List<String> run(OrchestrationContext context, Void nothing) {
        return List.of(
                context.callActivity(SayHello.class, "Tokyo").await(),
                context.callActivity(SayHello.class, "Seattle").await(),
                context.callActivity(SayHello.class, "London").await());
    }
}

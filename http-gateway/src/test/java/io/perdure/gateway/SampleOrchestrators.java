package io.perdure.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.OrchestrationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code Hello} (three activities), {@code Echo} (gives its input), {@code Approval} (custom status {@code {"step":1}}, gives
 * the data of the event {@code Approval}), {@code Broken} (an activity fails), {@code Endless}, {@code Hold} (locks the counter that its input names until the event {@code go}), {@code Wait} (for the activity {@code Linger}, which sends heartbeats until the test ends it), {@code Tour} (one of
 * everything that a history shows).
 */
final class SampleOrchestrators implements DurableModule {
    /** Counted down, {@code Linger} ends. */
    static final CountDownLatch LINGERING = new CountDownLatch(1);

    private static final EntityId COUNTER = EntityId.of("Counter", "tour");

    @Override
    public void register(Registry registry) {
        registry.orchestrator("Hello", Void.class, (context, nothing) -> hello(context))
                .orchestrator("Echo", JsonNode.class, (context, input) -> input)
                .orchestrator("Approval", JsonNode.class, (context, input) -> approval(context))
                .orchestrator(
                        "Broken",
                        JsonNode.class,
                        (context, input) ->
                                context.callActivity("Break", null, Void.class).await())
                .orchestrator("Endless", Void.class, (context, nothing) -> {
                    context.createTimer(Duration.ofMillis(1)).await();
                    return context.continueAsNew(null);
                })
                .orchestrator("Hold", String.class, (context, key) -> {
                    try (var section = context.lock(EntityId.of("Counter", key)).await()) {
                        return context.waitForExternalEvent("go").await();
                    }
                })
                .orchestrator(
                        "Wait",
                        Void.class,
                        (context, nothing) ->
                                context.callActivity("Linger", null, Void.class).await())
                .orchestrator("Tour", Void.class, (context, nothing) -> tour(context))
                .activity("SayHello", String.class, (context, name) -> "Hello " + name + "!")
                .activity("Linger", Void.class, (context, nothing) -> {
                    do {
                        context.heartbeat(null);
                    } while (!LINGERING.await(50, TimeUnit.MILLISECONDS));
                    return null;
                })
                .activity("Break", Void.class, (context, nothing) -> {
                    throw new IllegalStateException("no luck");
                });
    }

    private static List<String> hello(OrchestrationContext context) {
        return List.of(
                context.callActivity("SayHello", "Tokyo", String.class).await(),
                context.callActivity("SayHello", "Seattle", String.class).await(),
                context.callActivity("SayHello", "London", String.class).await());
    }

    private static @Nullable Object approval(OrchestrationContext context) {
        context.setCustomStatus(Map.of("step", 1));
        return context.waitForExternalEvent("Approval", JsonNode.class).await();
    }

    private static String tour(OrchestrationContext context) {
        context.callActivity("SayHello", "Oslo", String.class).await();
        context.callSubOrchestrator("Echo", "child", String.class).await();
        context.createTimer(Duration.ofMillis(1)).await();
        try (var section = context.lock(COUNTER).await()) {
            context.callEntity(COUNTER, "add", section.entities().size()).await();
        }
        context.signalEntity(COUNTER, "reset", null);
        context.sendEvent("nobody", "Greeting", "hi");
        context.callActivity("SayHello", "Lima", String.class); // not waited for
        return context.waitForExternalEvent("go", String.class).await();
    }
}

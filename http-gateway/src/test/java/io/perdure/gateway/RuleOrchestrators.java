package io.perdure.gateway;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.OrchestrationContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrators that bring instances where single rules look: {@code Generations} (begins anew as often as its input says,
 * then waits for {@code go}), {@code Parent} (its child fails, and so does the entity that it calls before), {@code Nested}
 * (an activity fails with causes), {@code Versioned} (gives its version, custom status for one that has one), {@code Order} (a
 * record as input), {@code Quiet} (waits for {@code go} and writes nothing anywhere), {@code Rounds} (begins anew
 * three times a second, without an end).
 */
final class RuleOrchestrators implements DurableModule {
    private static final EntityId COUNTER = EntityId.of("Counter", "rules");

    /** An input that is no plain value. */
    record Order(String sku, int count) {}

    @Override
    public void register(Registry registry) {
        registry.orchestrator("Generations", Integer.class, RuleOrchestrators::generations)
                .orchestrator("Parent", Void.class, (context, nothing) -> {
                    context.callEntity(COUNTER, "fail", null, Integer.class)
                            .exceptionally(failure -> 0)
                            .await();
                    return context.callSubOrchestrator("Broken", 7, Void.class).await();
                })
                .orchestrator(
                        "Nested",
                        Void.class,
                        (context, nothing) -> context.callActivity("BreakInside", null, Void.class)
                                .await())
                .orchestrator("Versioned", Void.class, RuleOrchestrators::versioned)
                .orchestrator("Order", Order.class, (context, order) -> order == null ? "none" : order.sku())
                .orchestrator(
                        "Quiet",
                        Void.class,
                        (context, nothing) -> context.waitForExternalEvent("go").await())
                .orchestrator("Rounds", Void.class, (context, nothing) -> {
                    context.createTimer(Duration.ofMillis(300)).await();
                    return context.continueAsNew(null);
                })
                .activity("BreakInside", Void.class, (context, nothing) -> {
                    throw new IllegalStateException("outside", new ArithmeticException("inside"));
                });
    }

    private static @Nullable Object generations(OrchestrationContext context, @Nullable Integer left) {
        if (left != null && left > 0) {
            context.createTimer(Duration.ofMillis(1)).await();
            return context.continueAsNew(left - 1);
        }
        return context.waitForExternalEvent("go").await();
    }

    private static String versioned(OrchestrationContext context, @Nullable Void nothing) {
        if (!context.version().isEmpty()) {
            context.setCustomStatus(Map.of("version", context.version()));
        }
        return context.version();
    }
}

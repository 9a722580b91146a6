package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.OrchestrationFixture.Code;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Determinism")
class DeterminismTest {
    private static final EntityId COUNTER = new EntityId("counter", "a");

    @RegisterExtension
    final OrchestrationFixture perdure =
            new OrchestrationFixture().echo().heldActivity("Charge").heldActivity("Reserve");

    /** Runs the old code until it waits, deploys the new, and lets a step of it happen. */
    private RunUnderTest redeployed(Code old, Code now) {
        perdure.held("Charge");
        perdure.held("Reserve");
        var run = perdure.orchestrator("Order", old).start("Order");
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
        perdure.orchestrator("Order", now);
        perdure.crash();
        return run.raise("Go", null);
    }

    private static Code asking(Code what) {
        return context -> {
            what.run(context);
            context.waitForExternalEvent("Go").await();
            context.waitForExternalEvent("End").await();
            return "done";
        };
    }

    private static Arguments kind(String history, Code what) {
        return Arguments.of(history, what);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("TimerCreated", context -> context.createTimer(ofHours(1))),
                kind("TaskScheduled 'Reserve'", context -> context.callActivity("Reserve", 1, String.class)),
                kind(
                        "SubOrchestrationInstanceCreated 'Order'",
                        context ->
                                context.callSubOrchestrator("Order", 1, String.class, TaskOptions.instanceId("child"))),
                kind("EventSent 'Done'", context -> {
                    context.sendEvent("o-2", "Done", 1);
                    return null;
                }),
                kind("EntityOperationSignaled 'add'", context -> {
                    context.signalEntity(COUNTER, "add", 1);
                    return null;
                }),
                kind("EntityOperationCalled 'add'", context -> context.callEntity(COUNTER, "add", 1)),
                kind("EntityLockRequested", context -> context.lock(COUNTER)),
                kind(
                        "OrchestrationStartSent 'Nobody'",
                        context -> context.startOrchestration("Nobody", 1, TaskOptions.DEFAULT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    @DisplayName("an action of another kind or name fails the instance, naming number and both sides (O-21)")
    void other_action(String history, Code what) {
        perdure.entityRegistry.entity("counter", context -> 1);

        var run = redeployed(asking(what), asking(context -> context.callActivity("Charge", 1, String.class)));

        FailureDetails failure = run.failure();
        assertThat(failure.errorType()).isEqualTo(NonDeterministicOrchestratorException.class.getName());
        assertThat(failure.errorMessage())
                .contains("orchestrator 'Order' instance 'test-Order'")
                .contains("#0")
                .contains("is " + history)
                .contains("asked for TaskScheduled 'Charge'");
    }

    @Test
    @DisplayName("a name in other case is the same name (O-21)")
    void case_of_name() {
        var run = redeployed(
                asking(context -> context.callActivity("Charge", 1, String.class)),
                asking(context -> context.callActivity("CHARGE", 1, String.class)));

        assertThat(run.raise("End", null).output()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("inputs and fire times are not compared (O-22)")
    void inputs() {
        var run = redeployed(
                asking(context -> {
                    context.callActivity("Charge", 1, String.class);
                    return context.createTimer(ofHours(1));
                }),
                asking(context -> {
                    context.callActivity("Charge", "other", String.class);
                    return context.createTimer(ofHours(2));
                }));

        assertThat(run.raise("End", null).output()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("code that waits where history goes on fails the instance (O-23)")
    void waits_elsewhere() {
        var run = redeployed(
                context -> {
                    context.callActivity("Echo", 1, Integer.class).await();
                    context.callActivity("Charge", 1, Integer.class);
                    return context.waitForExternalEvent("Go").await();
                },
                context -> {
                    context.callActivity("Echo", 1, Integer.class).await();
                    return context.waitForExternalEvent("Never").await();
                });

        assertThat(run.failure().errorMessage())
                .contains("action #1 of the history is TaskScheduled 'Charge'", "waits");
    }

    @Test
    @DisplayName("code that ends where history goes on fails the instance (O-23)")
    void ends_early() {
        var run = redeployed(
                context -> {
                    context.callActivity("Echo", 1, Integer.class).await();
                    context.callActivity("Charge", 1, Integer.class).await();
                    return "old";
                },
                context -> "new");

        assertThat(run.failure().errorType()).isEqualTo(NonDeterministicOrchestratorException.class.getName());
    }

    @Test
    @DisplayName("code that asks for more than the step in history did, before its end, fails the instance (O-21)")
    void asks_for_more_in_the_past() {
        var run = redeployed(
                context -> {
                    context.callActivity("Echo", 1, Integer.class).await();
                    return context.waitForExternalEvent("Go").await();
                },
                context -> {
                    context.callActivity("Echo", 1, Integer.class);
                    context.callActivity("Charge", 1, Integer.class);
                    return context.waitForExternalEvent("Go").await();
                });

        assertThat(run.failure().errorMessage()).contains("#1", "Charge");
    }

    @Test
    @DisplayName("code that asks for more than history at its end does new work (O-23)")
    void frontier() {
        var run = redeployed(context -> context.waitForExternalEvent("Go").await(), context -> {
            context.waitForExternalEvent("Go").await();
            return context.callActivity("Echo", "new work", String.class).await();
        });

        assertThat(run.output()).isEqualTo("\"new work\"");
    }

    @Test
    @DisplayName("code that catches everything cannot hide a violation (O-21, O-8)")
    void not_caught() {
        var run = redeployed(asking(context -> context.createTimer(ofHours(1))), context -> {
            try {
                context.callActivity("Charge", 1, String.class);
            } catch (Throwable e) {
                return "hidden";
            }
            return "not found";
        });

        assertThat(run.failure().errorType()).isEqualTo(NonDeterministicOrchestratorException.class.getName());
    }

    @Test
    @DisplayName("rewind after mending the code cures a violation (O-24)")
    void rewind() {
        Code old = context -> {
            int first = context.callActivity("Echo", 1, Integer.class).await();
            context.waitForExternalEvent("Go").await();
            return first + context.callActivity("Echo", 2, Integer.class).await();
        };
        var run = redeployed(old, context -> {
            context.createTimer(ofHours(1)).await();
            return null;
        });
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);

        perdure.orchestrator("Order", old);
        run.rewind();

        assertThat(run.output()).isEqualTo("3");
        assertThat(perdure.calls("Echo")).hasSize(2);
    }
}

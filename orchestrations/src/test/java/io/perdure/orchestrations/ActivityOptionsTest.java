package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.NonRetriable;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Activities, by what they are called with")
class ActivityOptionsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    @Test
    @DisplayName("an unknown one fails the task at once, names those that are known, and is not retried (O-37)")
    void unknown() {
        var run = perdure.run(context -> context.callActivity("Ecko", 1, Object.class, RetryPolicy.attempts(3))
                .await());

        assertThat(run.failure().errorMessage()).contains("'Ecko'", "Echo");
        assertThat(run.failure().innerFailure().nonRetriable()).isTrue();
        assertThat(run.history(TaskScheduled.class)).hasSize(1);
    }

    @Test
    @DisplayName("one inherits the version of the instance, but not its tags (O-38)")
    void version() {
        var slow = perdure.held("Slow");
        perdure.orchestrator(
                "Test",
                context -> context.callActivity("Slow", 1, Integer.class).await());

        perdure.start("Test", null, InstanceOptions.DEFAULT.withVersion("2.1").withTags(Map.of("team", "shop")));

        assertThat(slow.oldest().version()).isEqualTo("2.1");
        assertThat(slow.oldest().tags()).isEmpty();
    }

    @Test
    @DisplayName("one gets the tags that the call gives (O-38)")
    void tags() {
        var slow = perdure.held("Slow");
        perdure.orchestrator(
                "Test",
                context -> context.callActivity(
                                "Slow", 1, Integer.class, TaskOptions.DEFAULT.withTags(Map.of("size", "big")))
                        .await());

        perdure.start("Test");

        assertThat(slow.oldest().tags()).containsExactly(Map.entry("size", "big"));
    }

    @Test
    @DisplayName("with the instance id of a child is refused")
    void instance_id() {
        var run = perdure.run(context -> context.callActivity("Echo", 1, Object.class, TaskOptions.instanceId("x"))
                .await());

        assertThat(run.failure().errorMessage()).contains("Activity 'Echo' with instance id 'x'");
    }

    static final class NeverAgain extends RuntimeException implements NonRetriable {}

    @Test
    @DisplayName("a failure that says so is not retriable (O-46)")
    void non_retriable() {
        perdure.activity("Charge", Object.class, input -> {
            throw new NeverAgain();
        });

        var run = perdure.run(context -> context.callActivity(
                        "Charge",
                        1,
                        Object.class,
                        TaskOptions.retry(RetryPolicy.attempts(5)).withRetry(asked -> true))
                .await());

        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(perdure.calls("Charge")).hasSize(1);
    }

    @Test
    @DisplayName("a chain of ten gives each its predecessor's result (acceptance: chain of 10)")
    void chain() {
        perdure.activity("AddOne", Integer.class, n -> n + 1);

        var run = perdure.run(context -> {
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                sum = context.callActivity("AddOne", sum, Integer.class).await();
            }
            return sum;
        });

        assertThat(run.output()).isEqualTo("10");
    }

    @Test
    @DisplayName("a fan-out of 1,000 gives results in the order of the list, and one step asks for all (O-86, O-90)")
    void fan_out() {
        var run = perdure.run(context -> DurableTask.allOf(IntStream.range(0, 1_000)
                        .mapToObj(i -> context.callActivity("Echo", i, Integer.class))
                        .toList())
                .await());

        assertThat(run.metadata().output(int[].class))
                .isEqualTo(IntStream.range(0, 1_000).toArray());
        assertThat(run.types().subList(0, 3))
                .containsExactly("OrchestratorStarted", "ExecutionStarted", "TaskScheduled");
        assertThat(run.types().get(1_002)).isEqualTo("OrchestratorCompleted");
    }
}

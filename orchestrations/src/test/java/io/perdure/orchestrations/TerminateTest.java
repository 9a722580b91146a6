package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.orchestrations.HistoryEvent.ExecutionTerminated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Terminate, and the end of instances")
class TerminateTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    private RunUnderTest waiting() {
        return perdure.orchestrator(
                        "Wait",
                        context ->
                                context.waitForExternalEvent("Go", String.class).await())
                .start("Wait");
    }

    private RunUnderTest pending() {
        perdure.orchestrator(
                "Later",
                context -> context.waitForExternalEvent("Go", String.class).await());
        return perdure.start(
                "Later", null, InstanceOptions.DEFAULT.startingAt(OrchestrationFixture.NOON.plusSeconds(3_600)));
    }

    @Test
    @DisplayName("terminate ends it with the given output (O-122, O-128)")
    void terminate() {
        var run = waiting().terminate(List.of("enough", 1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
        assertThat(run.metadata().outputJson()).isEqualTo("[\"enough\",1]");
        assertThat(run.history(ExecutionTerminated.class)).hasSize(1);
    }

    @Test
    @DisplayName("terminate runs no user code: no catch, no finally that has an effect (O-128)")
    void no_code() {
        var run = perdure.orchestrator("Test", context -> {
                    try {
                        context.waitForExternalEvent("Go").await();
                    } finally {
                        context.callActivity("Echo", 1, Integer.class);
                    }
                    return null;
                })
                .start("Test");

        run.terminate(null);
        perdure.crash();

        assertThat(perdure.calls("Echo")).isEmpty();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("a suspended instance can be terminated (O-122)")
    void terminate_suspended() {
        assertThat(waiting().suspend().terminate("x").status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("a pending instance that is terminated never starts (O-122, O-130)")
    void terminate_pending() {
        var run = pending().terminate("x");

        perdure.advance(ofHours(2));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("terminate in the step in which it would continue as new wins (O-95)")
    void terminate_wins() throws InterruptedException {
        var step = new StepInHand();
        var run = perdure.orchestrator("Test", context -> {
                    context.waitForExternalEvent("First").await();
                    step.halt();
                    context.waitForExternalEvent("Second").await();
                    return context.continueAsNew(null);
                })
                .start("Test");
        var first = perdure.client().raiseEvent(run.id(), "First", null);
        step.awaitHalted();
        var second = perdure.client().raiseEvent(run.id(), "Second", null);
        var terminated = perdure.client().terminate(run.id(), "stop");
        step.goOn();
        perdure.order(first);
        perdure.order(second);
        perdure.order(terminated);

        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("running activities are not stopped by terminate; their results are dropped (O-128)")
    void activities_run_on() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator(
                        "Test",
                        context -> context.callActivity("Slow", 1, String.class).await())
                .start("Test")
                .terminate("stop");

        slow.complete("1");

        assertThat(run.metadata().outputJson()).isEqualTo("\"stop\"");
    }

    @Test
    @DisplayName("a recursive terminate ends children and theirs, but not those that were started alone (O-129)")
    void recursive() {
        perdure.orchestrator(
                "Leaf", context -> context.waitForExternalEvent("Go").await());
        perdure.orchestrator(
                "Alone", context -> context.waitForExternalEvent("Go").await());
        perdure.orchestrator(
                "Middle",
                context -> context.callSubOrchestrator("Leaf", null, Object.class, TaskOptions.instanceId("leaf"))
                        .await());
        var top = perdure.orchestrator("Top", context -> {
                    context.startOrchestration("Alone", null, TaskOptions.instanceId("alone"));
                    return context.callSubOrchestrator("Middle", null, Object.class, TaskOptions.instanceId("middle"))
                            .await();
                })
                .start("Top");

        perdure.order(perdure.client().terminate(top.id(), "all", true));

        assertThat(List.of("test-Top", "middle", "leaf", "alone"))
                .extracting(id -> perdure.instance(id).status())
                .containsExactly(
                        RuntimeStatus.Terminated,
                        RuntimeStatus.Terminated,
                        RuntimeStatus.Terminated,
                        RuntimeStatus.Running);
    }

    @Test
    @DisplayName("control of what has ended has no effect on it (O-125, O-137)")
    void after_the_end() {
        var run = waiting().raise("Go", "done");
        var before = run.history();
        for (var order : List.of(
                perdure.client().suspend(run.id(), null),
                perdure.client().resume(run.id(), null),
                perdure.client().terminate(run.id(), "x"))) {
            assertThatThrownBy(() -> perdure.get(order))
                    .isInstanceOf(InvalidInstanceStatusException.class)
                    .hasMessageContaining("Completed");
        }

        assertThat(run.output()).isEqualTo("\"done\"");
        assertThat(run.history()).isEqualTo(before);
    }

    @Test
    @DisplayName("the history of a chain has the shape of the sources (O-147)")
    void shape() {
        var run = perdure.run(
                context -> context.callActivity("Echo", 42, Integer.class).await());

        assertThat(run.types())
                .containsExactly(
                        "OrchestratorStarted",
                        "ExecutionStarted",
                        "TaskScheduled",
                        "OrchestratorCompleted",
                        "OrchestratorStarted",
                        "TaskCompleted",
                        "ExecutionCompleted",
                        "OrchestratorCompleted");
    }

    @Test
    @DisplayName("two starts of one id at the same time: exactly one wins (O-134)")
    void race() {
        perdure.orchestrator(
                "Single", context -> context.waitForExternalEvent("Go").await());

        var both = List.of(
                perdure.client().start("Single", 1, InstanceOptions.id("one")),
                perdure.client().start("Single", 2, InstanceOptions.id("one")));
        perdure.settle();

        assertThat(both).filteredOn(start -> !start.isCompletedExceptionally()).hasSize(1);
        assertThatThrownBy(() -> perdure.get(both.get(both.get(0).isCompletedExceptionally() ? 0 : 1)))
                .isInstanceOf(InstanceAlreadyExistsException.class)
                .hasMessageContaining("one");
    }

    @Test
    @DisplayName(
            "a finished instance is replaced by a start with its id; a live one only when asked, and then is terminated (O-124, O-132, O-133)")
    void replace() {
        perdure.orchestrator(
                "Wait",
                context -> context.waitForExternalEvent("Go", String.class).await());
        perdure.orchestrator("Parent", context -> {
            try {
                return context.callSubOrchestrator("Wait", null, String.class, TaskOptions.instanceId("one"))
                        .await();
            } catch (TaskFailedException e) {
                return e.details().errorMessage();
            }
        });
        var parent = perdure.start("Parent");

        perdure.start("Wait", null, InstanceOptions.id("one").replacingAny());

        assertThat(parent.output()).contains("terminated");
        assertThat(perdure.instance("one").raise("Go", "new").output()).isEqualTo("\"new\"");
        assertThat(parent.history(SubOrchestrationInstanceCreated.class)).hasSize(1);
    }

    @Test
    @DisplayName("a purged instance is gone, a live one is not purged (O-125, O-140)")
    void purge() {
        var run = waiting();
        assertThat(perdure.get(perdure.client().purge(run.id()))).isFalse();

        run.raise("Go", "x");

        assertThat(perdure.get(perdure.client().purge(run.id()))).isTrue();
        assertThat(run.exists()).isFalse();
    }

    @Test
    @DisplayName("restart gives name and input to a new instance, or to the same id once that has ended (O-139)")
    void restart() {
        perdure.orchestrator("Give", context -> context.input(String.class) + context.version() + context.tags());
        var run = perdure.start(
                "Give", "in", InstanceOptions.DEFAULT.withVersion("1").withTags(java.util.Map.of("a", "b")));

        String other = perdure.get(perdure.client().restart(run.id(), true));
        String same = perdure.get(perdure.client().restart(run.id(), false));

        assertThat(other).isNotEqualTo(run.id());
        assertThat(perdure.instance(other).output()).isEqualTo("\"in{}\"");
        assertThat(same).isEqualTo(run.id());
        assertThat(run.output()).isEqualTo("\"in{}\"");
    }

    @Test
    @DisplayName("restart of what is unknown, or lives under the same id, is refused (O-139)")
    void restart_refused() {
        var run = waiting();

        assertThatThrownBy(() -> perdure.get(perdure.client().restart("nobody", true)))
                .isInstanceOf(InstanceNotFoundException.class);
        assertThatThrownBy(() -> perdure.get(perdure.client().restart(run.id(), false)))
                .isInstanceOf(InstanceAlreadyExistsException.class);
    }
}

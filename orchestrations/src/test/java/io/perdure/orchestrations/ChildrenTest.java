package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Sub-orchestrations")
class ChildrenTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    private RunUnderTest parentOf(OrchestrationFixture.Code child, TaskOptions options) {
        return perdure.orchestrator("Child", child)
                .orchestrator(
                        "Parent",
                        context -> context.callSubOrchestrator("Child", "in", Object.class, options)
                                .await())
                .start("Parent");
    }

    private RunUnderTest parentOf(OrchestrationFixture.Code child) {
        return parentOf(child, TaskOptions.DEFAULT);
    }

    private RunUnderTest child(RunUnderTest parent) {
        return perdure.instance(
                parent.history(SubOrchestrationInstanceCreated.class).get(0).instanceId());
    }

    @Test
    @DisplayName("the result of a child completes the parent's task (O-56)")
    void result() {
        assertThat(parentOf(context -> context.input(String.class) + "put").output())
                .isEqualTo("\"input\"");
    }

    @Test
    @DisplayName("a child is an instance with history and status of its own, and a parent (O-53, O-68)")
    void own_instance() {
        var parent = parentOf(context -> context.parent().orElseThrow());

        assertThat(parent.output()).isEqualTo("{\"name\":\"Parent\",\"instanceId\":\"test-Parent\"}");
        assertThat(child(parent).metadata().parent()).contains(new ParentInstance("Parent", "test-Parent"));
        assertThat(child(parent).types()).contains("ExecutionStarted", "ExecutionCompleted");
    }

    @Test
    @DisplayName("its id is a version 5 UUID by default (O-54)")
    void default_id() {
        var id = child(parentOf(context -> 1)).id();

        assertThat(UUID.fromString(id).version()).isEqualTo(5);
    }

    @Test
    @DisplayName("its id is the same on replay, so that a crash starts no second child (O-54)")
    void same_id() {
        var parent = parentOf(context -> context.waitForExternalEvent("Go").await());
        var id = child(parent).id();
        perdure.crash();

        child(parent).raise("Go", null);

        assertThat(parent.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(parent.history(SubOrchestrationInstanceCreated.class))
                .extracting(SubOrchestrationInstanceCreated::instanceId)
                .containsExactly(id);
    }

    @Test
    @DisplayName("two children in one step have different ids (O-54, O-101)")
    void different_ids() {
        perdure.orchestrator("Child", OrchestrationContext::instanceId);

        var run = perdure.run(context -> {
            var one = context.callSubOrchestrator("Child", null, String.class);
            var two = context.callSubOrchestrator("Child", null, String.class);
            return one.await().equals(two.await());
        });

        assertThat(run.output()).isEqualTo("false");
    }

    @Test
    @DisplayName("a given id is used as it is (O-55)")
    void given_id() {
        assertThat(parentOf(OrchestrationContext::instanceId, TaskOptions.instanceId("order-7"))
                        .output())
                .isEqualTo("\"order-7\"");
    }

    @Test
    @DisplayName("the parent's own id is refused at the call (O-55)")
    void own_id() {
        var failure =
                parentOf(context -> 1, TaskOptions.instanceId("test-Parent")).failure();

        assertThat(failure.errorType()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(failure.errorMessage()).contains("'test-Parent'");
    }

    @Test
    @DisplayName("the id of a live instance fails the task and leaves that instance alone (O-55)")
    void live_id() {
        perdure.orchestrator(
                "Waiter",
                context -> context.waitForExternalEvent("Go", String.class).await());
        var other = perdure.start("Waiter", null, InstanceOptions.id("taken"));

        var failure = parentOf(context -> 1, TaskOptions.instanceId("taken")).failure();

        assertThat(failure.errorMessage()).contains("taken", "Running");
        assertThat(other.raise("Go", "mine").output()).isEqualTo("\"mine\"");
    }

    @Test
    @DisplayName("the id of a finished instance is used again (O-55)")
    void finished_id() {
        perdure.orchestrator("Waiter", context -> "old").start("Waiter", null, InstanceOptions.id("free"));

        assertThat(parentOf(context -> "new", TaskOptions.instanceId("free")).output())
                .isEqualTo("\"new\"");
        assertThat(perdure.instance("free").output()).isEqualTo("\"new\"");
    }

    @Test
    @DisplayName("a failed child fails the task with the child's failure, down to the activity's (O-56, O-145)")
    void failed() {
        perdure.activity("Charge", Object.class, input -> {
            throw new IllegalStateException("declined");
        });

        var failure = parentOf(context ->
                        context.callActivity("Charge", 1, Object.class).await())
                .failure();

        assertThat(failure.errorType()).isEqualTo(TaskFailedException.class.getName());
        assertThat(failure.innerFailure().errorType()).isEqualTo(TaskFailedException.class.getName());
        assertThat(failure.innerFailure().innerFailure().errorType()).isEqualTo(IllegalStateException.class.getName());
    }

    @Test
    @DisplayName("a terminated child fails the task (O-56, O-128)")
    void terminated() {
        var parent = parentOf(context -> context.waitForExternalEvent("Go").await());

        child(parent).terminate("enough");

        assertThat(parent.failure().errorMessage()).contains("was terminated", "enough");
    }

    @Test
    @DisplayName("a child's continue-as-new is invisible: the last generation's result counts (O-57)")
    void continues() {
        var parent = parentOf(context -> {
            Object input = context.input(Object.class);
            return input.equals("in")
                    ? context.continueAsNew(3)
                    : input + " of " + context.parent().orElseThrow().name();
        });

        assertThat(parent.output()).isEqualTo("\"3 of Parent\"");
    }

    @Test
    @DisplayName("a result for a parent of another generation is dropped (O-59)")
    void other_generation() {
        perdure.orchestrator(
                "Child",
                context -> context.waitForExternalEvent("Go", String.class).await());
        var parent = perdure.orchestrator("Parent", context -> {
            if (context.input(Integer.class) == 0) {
                context.callSubOrchestrator("Child", null, String.class, TaskOptions.instanceId("child"));
                context.waitForExternalEvent("Next").await();
                context.continueAsNew(1);
            }
            var task = context.callActivity("Slow", null, String.class); // also number 0
            context.waitForExternalEvent("End").await();
            return task.isDone();
        });
        perdure.held("Slow");
        var run = parent.start("Parent", 0);
        run.raise("Next", null);

        perdure.instance("child").raise("Go", "late");

        assertThat(run.raise("End", null).output()).isEqualTo("false");
    }

    @Test
    @DisplayName("a result for a purged parent is dropped (O-59)")
    void purged_parent() {
        var parent = parentOf(
                context -> context.waitForExternalEvent("Go", String.class).await());
        var child = child(parent);
        parent.terminate(null);
        perdure.get(perdure.client().purge(parent.id()));

        child.raise("Go", "late");

        assertThat(child.output()).isEqualTo("\"late\"");
        assertThat(parent.exists()).isFalse();
    }
}

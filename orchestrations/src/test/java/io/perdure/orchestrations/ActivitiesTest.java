package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Activities, from the orchestration's side")
class ActivitiesTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    @Test
    @DisplayName("one that ran without its result being durable runs again; the result is recorded once (O-30)")
    void at_least_once() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator(
                        "Test",
                        context ->
                                context.callActivity("Slow", 1, Integer.class).await())
                .start("Test");

        perdure.crash();
        assertThat(slow.count()).isEqualTo(2); // before the crash and after it
        slow.complete("7");
        slow.complete("7");

        assertThat(run.output()).isEqualTo("7");
        assertThat(run.history(TaskCompleted.class)).hasSize(1);
    }

    @Test
    @DisplayName("one that was called in the last step runs, though nobody waits for it (O-31)")
    void called_and_left() {
        var run = perdure.run(context -> {
            context.callActivity("Echo", "left", String.class);
            return "done";
        });

        assertThat(run.output()).isEqualTo("\"done\"");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("one that was called in the step after which the instance is suspended runs (O-31, O-126)")
    void called_while_suspended() throws InterruptedException {
        var steps = new StepInHand();
        var run = perdure.orchestrator("Test", context -> {
                    context.waitForExternalEvent("First").await();
                    steps.halt();
                    context.waitForExternalEvent("Second").await();
                    return context.callActivity("Echo", "late", String.class).await();
                })
                .start("Test");
        // the second event and the suspension come in one batch, while a step is under way
        var first = perdure.client().raiseEvent(run.id(), "First", null);
        steps.awaitHalted();
        var second = perdure.client().raiseEvent(run.id(), "Second", null);
        var suspended = perdure.client().suspend(run.id(), null);
        steps.goOn();
        perdure.order(first);
        perdure.order(second);
        perdure.order(suspended);

        assertThat(perdure.calls("Echo")).hasSize(1);
        assertThat(run.resume().output()).isEqualTo("\"late\"");
    }

    @Test
    @DisplayName("an abandoned one runs on, and its late result is dropped (O-32)")
    void abandoned() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    var work = context.callActivity("Slow", 1, Integer.class);
                    var limit = context.createTimer(ofSeconds(5));
                    boolean late = DurableTask.anyOf(work, limit).await() == limit;
                    context.waitForExternalEvent("Go").await();
                    return late + " " + work.isDone();
                })
                .start("Test");
        perdure.advance(ofSeconds(5));
        slow.complete("1");

        assertThat(run.raise("Go", null).output()).isEqualTo("\"true true\"");
    }

    @Test
    @DisplayName("one has no time limit by itself (O-32, O-39)")
    void no_time_limit() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator(
                        "Test",
                        context ->
                                context.callActivity("Slow", 1, Integer.class).await())
                .start("Test");

        perdure.advance(ofHours(100));
        assertThat(slow.count()).isEqualTo(1);
        slow.complete("1");

        assertThat(run.output()).isEqualTo("1");
    }

    @Test
    @DisplayName("a redelivered one has the task id that it had before (O-33)")
    void task_id_after_crash() {
        var slow = perdure.held("Slow");
        perdure.orchestrator(
                        "Test",
                        context ->
                                context.callActivity("Slow", 1, Integer.class).await())
                .start("Test");
        String before = slow.oldest().taskId();

        perdure.crash();
        slow.complete("1"); // to nobody: it ran before the crash

        assertThat(slow.oldest().taskId()).isEqualTo(before);
    }

    @Test
    @DisplayName("its context has its name and the instance of the orchestration (O-33)")
    void context() {
        perdure.run(context -> context.callActivity("Echo", 1, Integer.class).await());

        var context = perdure.calls("Echo").get(0).context();
        assertThat(context.name()).isEqualTo("Echo");
        assertThat(context.instanceId()).isEqualTo("test-Test");
    }

    @Test
    @DisplayName("a retry has a new task id (O-33)")
    void task_ids() {
        perdure.activity("Flaky", Object.class, input -> {
            throw new IllegalStateException("no");
        });

        perdure.run(context -> context.callActivity("Flaky", 1, Object.class, RetryPolicy.attempts(3))
                .await());

        assertThat(perdure.calls("Flaky"))
                .extracting(call -> call.context().taskId())
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    @DisplayName("a failed one throws TaskFailedException, which names task, number and the original message (O-35)")
    void failure() {
        perdure.activity("Charge", Object.class, input -> {
            throw new IllegalStateException("card declined");
        });

        var run = perdure.run(context -> {
            context.callActivity("Echo", 1, Integer.class).await();
            try {
                return context.callActivity("Charge", 1, Object.class).await();
            } catch (TaskFailedException e) {
                return List.of(
                        e.getMessage(),
                        e.taskName(),
                        e.taskId(),
                        e.details().errorType(),
                        e.details().errorMessage(),
                        e.isCausedBy(RuntimeException.class));
            }
        });

        assertThat(run.output())
                .isEqualTo("[\"Task 'Charge' (#1) failed: java.lang.IllegalStateException: card declined\","
                        + "\"Charge\",1,\"java.lang.IllegalStateException\",\"card declined\",true]");
    }

    @Test
    @DisplayName("an uncaught failure fails the orchestration with the activity's failure within (O-35, O-145)")
    void uncaught() {
        perdure.activity("Charge", Object.class, input -> {
            throw new IllegalStateException("card declined");
        });

        var failure = perdure.run(context ->
                        context.callActivity("Charge", 1, Object.class).await())
                .failure();

        assertThat(failure.errorType()).isEqualTo(TaskFailedException.class.getName());
        assertThat(failure.innerFailure()).isNotNull();
        assertThat(failure.innerFailure().errorType()).isEqualTo(IllegalStateException.class.getName());
        assertThat(failure.innerFailure().errorMessage()).isEqualTo("card declined");
    }

    @Test
    @DisplayName("a result that does not fit the asked type fails the task, and is not retried (O-36)")
    void wrong_result_type() {
        var run = perdure.run(context -> context.callActivity("Echo", "text", Integer.class, RetryPolicy.attempts(3))
                .await());

        assertThat(run.failure().errorMessage()).contains("Result of 'Echo' does not fit java.lang.Integer");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("a result that cannot be written as JSON fails the activity (O-36)")
    void result_without_json() {
        perdure.activity("Circle", Object.class, input -> {
            var circle = new HashMap<String, Object>();
            circle.put("self", circle);
            return circle;
        });

        var run = perdure.run(
                context -> context.callActivity("Circle", 1, Object.class).await());

        assertThat(run.history(TaskFailed.class)).hasSize(1);
        assertThat(run.failure().errorMessage()).contains("Result of activity 'Circle' cannot be written as JSON");
    }

    @Test
    @DisplayName("an input that does not fit fails the task, saying where (O-36)")
    void wrong_input() {
        perdure.activity("Count", Integer.class, input -> input);

        var run = perdure.run(
                context -> context.callActivity("Count", "many", Integer.class).await());

        assertThat(run.failure().errorMessage()).contains("Input of activity 'Count' does not fit java.lang.Integer");
    }
}

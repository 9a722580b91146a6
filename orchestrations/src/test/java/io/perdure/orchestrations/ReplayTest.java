package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Replay and commit")
class ReplayTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    @Test
    @DisplayName("a result that history has is given to the code again, and the activity does not run again (O-5)")
    void no_second_run() {
        var run = perdure.orchestrator("Test", context -> {
                    var first = context.callActivity("Echo", "a", String.class).await();
                    return first
                            + context.waitForExternalEvent("Go", String.class).await();
                })
                .start("Test");

        perdure.crash();
        run.raise("Go", "b");

        assertThat(run.output()).isEqualTo("\"ab\"");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("actions have numbers from 0 in the order in which the code asked (O-4)")
    void numbers() {
        var run = perdure.run(context -> {
            var one = context.callActivity("Echo", 1, Integer.class);
            context.createTimer(ofSeconds(1)).await();
            var two = context.callActivity("Echo", 2, Integer.class);
            return one.await() + two.await();
        });

        assertThat(run.history(Action.class)).extracting(Action::id).containsExactly(0, 1, 2);
        assertThat(run.history(Action.class))
                .extracting(Action::type)
                .containsExactly("TaskScheduled", "TimerCreated", "TaskScheduled");
    }

    @Test
    @DisplayName("what the code asks for in one step is one commit: status, custom status and actions together (O-3)")
    void one_commit() {
        var versions = new CopyOnWriteArrayList<Long>();
        perdure.heldActivity("Slow").held("Slow");
        perdure.kernel().beforeCommit((address, version) -> versions.add(version));

        var run = perdure.orchestrator("Test", context -> {
                    context.setCustomStatus("working");
                    context.callActivity("Slow", null, Object.class);
                    context.callActivity("Slow", null, Object.class);
                    return context.waitForExternalEvent("Go", String.class).await();
                })
                .start("Test");

        assertThat(versions).hasSize(1);
        assertThat(run.customStatus()).isEqualTo("\"working\"");
        assertThat(run.history(TaskScheduled.class)).hasSize(2);
    }

    @Test
    @DisplayName("no activity runs before the step that asked for it is durable (O-3)")
    void nothing_before_the_commit() {
        var runs = new CopyOnWriteArrayList<Integer>();
        perdure.kernel()
                .beforeCommit(
                        (address, version) -> runs.add(perdure.calls("Echo").size()));

        perdure.run(context -> context.callActivity("Echo", 1, Integer.class).await());

        assertThat(runs.get(0)).isZero();
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("a crash before the commit does the step again, with the same outcome (O-3)")
    void crash_before_commit() {
        var crashes = new AtomicInteger();
        perdure.kernel().beforeCommit((address, version) -> {
            if (address.kind().equals("orchestration") && version > 1 && crashes.incrementAndGet() <= 3) {
                perdure.kernel().crash();
            }
        });

        var run = perdure.run(context -> List.of(
                context.callActivity("Echo", 1, Integer.class).await(),
                context.callActivity("Echo", 2, Integer.class).await()));

        assertThat(crashes).hasValueGreaterThanOrEqualTo(3);
        assertThat(run.output()).isEqualTo("[1,2]");
        assertThat(run.history(TaskCompleted.class)).hasSize(2);
    }

    @Test
    @DisplayName("events are given one at a time: after each the code runs as far as it can (O-2)")
    void one_at_a_time() {
        var slow = perdure.heldActivity("Slow").held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    var seen = new ArrayList<String>();
                    var a = context.callActivity("Slow", "a", Integer.class);
                    var b = context.callActivity("Slow", "b", Integer.class);
                    a.await();
                    seen.add("after a, b is done: " + b.isDone());
                    b.await();
                    return seen;
                })
                .start("Test")
                .suspend();
        slow.complete("\"a\"", "1");
        slow.complete("\"b\"", "2");

        run.resume(); // both come in one step

        assertThat(run.output()).isEqualTo("[\"after a, b is done: false\"]");
    }

    @Test
    @DisplayName("a second answer to the same action is ignored (O-6)")
    void duplicate_answer() {
        var slow = perdure.heldActivity("Slow").held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    var answer =
                            context.callActivity("Slow", null, Integer.class).await();
                    context.waitForExternalEvent("Go").await();
                    return answer;
                })
                .start("Test");
        slow.completeTwice("1", "2");

        run.raise("Go", null);

        assertThat(run.output()).isEqualTo("1");
        assertThat(run.history(TaskCompleted.class)).hasSize(1);
    }

    @Test
    @DisplayName("an answer that comes after the end is dropped (O-6, O-31)")
    void late_answer() {
        var slow = perdure.heldActivity("Slow").held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    context.callActivity("Slow", null, Integer.class);
                    context.waitForExternalEvent("Go").await();
                    return "done";
                })
                .start("Test")
                .raise("Go", null);
        var before = run.history();

        slow.complete("1");

        assertThat(run.output()).isEqualTo("\"done\"");
        assertThat(run.history()).isEqualTo(before);
    }

    @Test
    @DisplayName("the context refuses other threads (O-7)")
    void other_thread() {
        var run = perdure.run(context -> {
            var refusal = new AtomicReference<String>();
            var other = new Thread(() -> {
                try {
                    context.callActivity("Echo", 1, Integer.class);
                } catch (IllegalStateException e) {
                    refusal.set(e.getMessage());
                }
            });
            other.start();
            other.join();
            return refusal.get();
        });

        assertThat(run.output()).contains("callActivity on thread", "only the orchestrator's own thread");
    }

    @Test
    @DisplayName("a task refuses other threads (O-7)")
    void task_on_other_thread() {
        var run = perdure.run(context -> {
            var task = context.callActivity("Echo", 1, Integer.class);
            var refusal = new AtomicReference<String>();
            var other = new Thread(() -> {
                try {
                    task.await();
                } catch (IllegalStateException e) {
                    refusal.set(e.getMessage());
                }
            });
            other.start();
            other.join();
            return refusal.get();
        });

        assertThat(run.output()).contains("await on thread");
    }

    @Test
    @DisplayName("catching Exception does not catch the leaving of memory, and finally has no durable effect (O-8)")
    void abandoned() {
        var caught = new CopyOnWriteArrayList<Throwable>();
        var run = perdure.orchestrator("Test", context -> {
                    try {
                        context.waitForExternalEvent("Go").await();
                    } catch (Exception e) {
                        caught.add(e);
                    } finally {
                        context.callActivity("Echo", "finally", String.class);
                    }
                    return "done";
                })
                .start("Test");

        perdure.crash();
        assertThat(perdure.calls("Echo")).isEmpty();
        run.raise("Go", null);

        assertThat(caught).isEmpty();
        assertThat(run.history(TaskScheduled.class)).hasSize(1);
        assertThat(run.output()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("the context refuses calls after the orchestrator has returned (O-9)")
    void after_the_end() {
        var kept = new AtomicReference<OrchestrationContext>();
        perdure.run(context -> {
            kept.set(context);
            return null;
        });

        assertThatThrownBy(() -> kept.get().callActivity("Echo", 1, Integer.class))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("an Error of the code fails the instance (O-11)")
    void error() {
        var run = perdure.run(context -> {
            throw new AssertionError("no");
        });

        assertThat(run.failure().errorType()).isEqualTo(AssertionError.class.getName());
    }

    @Test
    @DisplayName("a stack overflow fails the instance (O-11)")
    void stack_overflow() {
        var run = perdure.run(context -> deep(1));

        assertThat(run.failure().errorType()).isEqualTo(StackOverflowError.class.getName());
    }

    private static int deep(int n) {
        return n + deep(n + 1);
    }

    @Test
    @DisplayName("a lack of memory abandons the step, which is done again (O-11)")
    void out_of_memory() {
        var steps = new AtomicInteger();
        var run = perdure.run(context -> {
            int sum = context.callActivity("Echo", 41, Integer.class).await();
            if (steps.incrementAndGet() == 1) {
                throw new OutOfMemoryError("made up");
            }
            return sum + 1;
        });

        assertThat(run.output()).isEqualTo("42");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("names are matched without regard to case (O-12)")
    void case_of_names() {
        perdure.orchestrator(
                "Hello",
                context -> context.callActivity("ECHO", 1, Integer.class).await());

        assertThat(perdure.start("hELLO").output()).isEqualTo("1");
    }
}

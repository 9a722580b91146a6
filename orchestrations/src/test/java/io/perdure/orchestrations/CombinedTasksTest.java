package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Combining tasks")
class CombinedTasksTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    @BeforeEach
    void failing() {
        perdure.activity("Fail", String.class, text -> {
            throw new IllegalStateException(text);
        });
    }

    private static DurableTask<Integer> timer(OrchestrationContext context, int seconds) {
        return context.createTimer(ofSeconds(seconds)).thenApply(fired -> seconds);
    }

    @Test
    @DisplayName("await gives the same value again and again (O-85)")
    void await_again() {
        var run = perdure.run(context -> {
            var echo = context.callActivity("Echo", 1, Integer.class);
            return echo.await() + echo.await();
        });

        assertThat(run.output()).isEqualTo("2");
    }

    @Test
    @DisplayName("await throws the same failure again and again (O-85)")
    void await_failure_again() {
        var run = perdure.run(context -> {
            var task = context.callActivity("Fail", "no", Object.class);
            var seen = new ArrayList<Exception>();
            for (int i = 0; i < 2; i++) {
                try {
                    task.await();
                } catch (TaskFailedException e) {
                    seen.add(e);
                }
            }
            return seen.size() == 2 && seen.get(0) == seen.get(1);
        });

        assertThat(run.output()).isEqualTo("true");
    }

    @Test
    @DisplayName("await in a callback is refused, and does not hang (O-85)")
    void await_in_callback() {
        var run = perdure.run(context -> context.callActivity("Echo", 1, Integer.class)
                .thenApply(one -> context.callActivity("Echo", 2, Integer.class).await())
                .await());

        assertThat(run.failure().errorMessage()).contains("await in a callback");
    }

    @Test
    @DisplayName("allOf gives results in the order of the list, not of completion (O-86)")
    void all_in_order() {
        var run = perdure.run(
                context -> DurableTask.allOf(List.of(timer(context, 3), timer(context, 1), timer(context, 2)))
                        .await());

        assertThat(run.output()).isEqualTo("[3,1,2]");
    }

    @Test
    @DisplayName("allOf waits for all, also after a failure (O-86)")
    void all_after_failure() {
        var run = perdure.run(context -> {
            var fail = context.callActivity("Fail", "no", Object.class);
            var slow = timer(context, 60);
            try {
                DurableTask.allOf(fail, slow).await();
                return "succeeded";
            } catch (CompositeTaskFailedException e) {
                return slow.isDone() + " " + context.currentTime();
            }
        });

        assertThat(run.output()).isEqualTo("\"true 2026-11-20T12:01:00Z\"");
    }

    @Test
    @DisplayName("a failed allOf says how many failed of how many, with the exceptions in list order (O-86)")
    void all_failures() {
        var run = perdure.run(context -> {
            try {
                DurableTask.allOf(
                                context.callActivity("Fail", "first", Object.class),
                                context.callActivity("Echo", 1, Object.class),
                                context.callActivity("Fail", "second", Object.class))
                        .await();
                return "succeeded";
            } catch (CompositeTaskFailedException e) {
                return List.of(
                        e.exceptions().size(),
                        e.total(),
                        ((TaskFailedException) e.exceptions().get(0)).details().errorMessage(),
                        ((TaskFailedException) e.exceptions().get(1)).details().errorMessage());
            }
        });

        assertThat(run.output()).isEqualTo("[2,3,\"first\",\"second\"]");
    }

    @Test
    @DisplayName("allOf of nothing is done at once (O-86)")
    void all_of_nothing() {
        var run = perdure.run(
                context -> DurableTask.allOf(List.<DurableTask<Object>>of()).await());

        assertThat(run.output()).isEqualTo("[]");
    }

    @Test
    @DisplayName("anyOf gives the task that is done first, not its value (O-87)")
    void any() {
        var run = perdure.run(context -> {
            var slow = timer(context, 5);
            var fast = timer(context, 2);
            return DurableTask.anyOf(slow, fast).await() == fast;
        });

        assertThat(run.output()).isEqualTo("true");
    }

    @Test
    @DisplayName("anyOf succeeds with a failed task; awaiting that throws (O-87)")
    void any_failed() {
        var run = perdure.run(context -> {
            var fail = context.callActivity("Fail", "no", Object.class);
            var first = DurableTask.anyOf(fail, context.createTimer(ofHours(1))).await();
            try {
                first.await();
                return "succeeded";
            } catch (TaskFailedException e) {
                return e.details().errorMessage() + " " + (first == fail);
            }
        });

        assertThat(run.output()).isEqualTo("\"no true\"");
    }

    @Test
    @DisplayName("anyOf of several done tasks gives the first of the list (O-87)")
    void any_done() {
        var run = perdure.run(context -> {
            var late = timer(context, 2);
            var early = timer(context, 1);
            late.await();
            return DurableTask.anyOf(late, early).await() == late;
        });

        assertThat(run.output()).isEqualTo("true");
    }

    @Test
    @DisplayName("anyOf gives the one whose event comes first in history, when several come in one step (O-87, O-2)")
    void any_in_one_step() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    var a = context.callActivity("Slow", "a", Integer.class);
                    var b = context.callActivity("Slow", "b", Integer.class);
                    return DurableTask.anyOf(a, b).await() == b;
                })
                .start("Test")
                .suspend();
        slow.complete("\"b\"", "2");
        slow.complete("\"a\"", "1");

        assertThat(run.resume().output()).isEqualTo("true");
    }

    @Test
    @DisplayName("anyOf of nothing is refused (O-87)")
    void any_of_nothing() {
        assertThat(perdure.run(context -> DurableTask.anyOf(List.of()).await())
                        .failure()
                        .errorMessage())
                .contains("anyOf of no tasks");
    }

    @Test
    @DisplayName("the losers of an anyOf go on (O-87)")
    void losers() {
        var run = perdure.run(context -> {
            var fast = timer(context, 1);
            var slow = timer(context, 5);
            DurableTask.anyOf(fast, slow).await();
            return slow.await();
        });

        assertThat(run.output()).isEqualTo("5");
    }
}

package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Functions of tasks, and combinations of combinations")
class TaskCallbacksTest {
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
    @DisplayName("thenApply runs at completion, also if nobody awaits it (O-88)")
    void then_apply() {
        var run = perdure.run(context -> {
            var seen = new ArrayList<Integer>();
            context.callActivity("Echo", 1, Integer.class).thenApply(seen::add);
            context.createTimer(ofSeconds(1)).await();
            return seen;
        });

        assertThat(run.output()).isEqualTo("[1]");
    }

    @Test
    @DisplayName("thenApply does not run after a failure, which passes through (O-88)")
    void failure_passes() {
        var ran = new CopyOnWriteArrayList<String>();

        var run = perdure.run(context -> context.callActivity("Fail", "no", String.class)
                .thenApply(text -> {
                    ran.add(text);
                    return text;
                })
                .thenApply(text -> text)
                .await());

        assertThat(ran).isEmpty();
        assertThat(run.failure().errorMessage()).contains("no");
    }

    @Test
    @DisplayName("a function that throws fails the derived task (O-88)")
    void function_throws() {
        var run = perdure.run(context -> {
            var echo = context.callActivity("Echo", 1, Integer.class);
            var broken = echo.thenApply(one -> {
                throw new IllegalStateException("broken");
            });
            try {
                broken.await();
                return "succeeded";
            } catch (IllegalStateException e) {
                return e.getMessage() + echo.await();
            }
        });

        assertThat(run.output()).isEqualTo("\"broken1\"");
    }

    @Test
    @DisplayName("thenCompose chains tasks without awaiting (O-88)")
    void then_compose() {
        var run = perdure.run(context -> DurableTask.allOf(List.of(1, 2, 3).stream()
                        .map(n -> context.callActivity("Echo", n, Integer.class)
                                .thenCompose(m -> context.callActivity("Echo", 10 * m, Integer.class)))
                        .toList())
                .await());

        assertThat(run.output()).isEqualTo("[10,20,30]");
        assertThat(run.history(TaskScheduled.class)).hasSize(6);
    }

    @Test
    @DisplayName("exceptionally replaces a failure by a value, and lets a success be")
    void exceptionally() {
        var run = perdure.run(context -> List.of(
                context.callActivity("Fail", "no", String.class)
                        .exceptionally(why -> "instead")
                        .await(),
                context.callActivity("Echo", "fine", String.class)
                        .exceptionally(why -> "instead")
                        .await()));

        assertThat(run.output()).isEqualTo("[\"instead\",\"fine\"]");
    }

    @Test
    @DisplayName("continue-as-new within a callback is legal (O-88)")
    void continue_in_callback() {
        perdure.orchestrator("Test", context -> {
            int round = context.input(Integer.class);
            if (round == 2) {
                return "round 2";
            }
            context.callActivity("Echo", round + 1, Integer.class)
                    .thenAccept(next -> context.continueAsNew(next))
                    .await();
            return "never";
        });

        assertThat(perdure.run("Test", 0)).isEqualTo("\"round 2\"");
    }

    @Test
    @DisplayName("the value of anyOf stays when a loser is done later (O-85, O-87)")
    void any_stays() {
        var run = perdure.run(context -> {
            var fast = timer(context, 1);
            var slow = timer(context, 5);
            var any = DurableTask.anyOf(fast, slow);
            any.await();
            slow.await();
            return any.await() == fast;
        });

        assertThat(run.output()).isEqualTo("true");
    }

    @Test
    @DisplayName("allOf and anyOf nest, and a task may be in several (O-89)")
    void nested() {
        var run = perdure.run(context -> {
            var one = timer(context, 1);
            var two = timer(context, 2);
            var three = timer(context, 3);
            var both = DurableTask.allOf(List.of(one, two));
            var first = DurableTask.anyOf(both, three).await();
            return (first == both) + " " + three.isDone() + " "
                    + DurableTask.allOf(List.of(both, three)).isDone();
        });

        assertThat(run.output()).isEqualTo("\"true false false\"");
    }

    @Test
    @DisplayName("a fan-out of 10,000 works (O-90)")
    void ten_thousand() {
        var run = perdure.run(context -> {
            var all = new ArrayList<DurableTask<Void>>();
            for (int i = 0; i < 10_000; i++) {
                all.add(context.createTimer(ofSeconds(1)));
            }
            return DurableTask.allOf(all).await().size();
        });

        assertThat(run.output()).isEqualTo("10000");
    }
}

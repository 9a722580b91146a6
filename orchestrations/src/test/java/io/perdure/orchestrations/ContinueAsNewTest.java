package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Continue-as-new")
class ContinueAsNewTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    record Received(int rounds, List<Integer> numbers) {}

    /** Takes one number each round, and tells all of them after as many rounds. */
    private RunUnderTest collector(int rounds, ContinueOptions options) {
        return perdure.orchestrator("Collect", context -> {
                    var before = context.input(Received.class);
                    if (before.rounds() == 0) {
                        return before.numbers();
                    }
                    var all = new ArrayList<>(before.numbers());
                    all.add(context.waitForExternalEvent("N", Integer.class).await());
                    return context.continueAsNew(new Received(before.rounds() - 1, all), options);
                })
                .start("Collect", new Received(rounds, List.of()));
    }

    @Test
    @DisplayName("ten rounds, each with the input that the one before gave (O-91)")
    void ten_rounds() {
        perdure.orchestrator("Count", context -> {
            int n = context.callActivity("Echo", context.input(Integer.class), Integer.class)
                    .await();
            return n == 10 ? "ten" : context.continueAsNew(n + 1);
        });

        assertThat(perdure.run("Count", 0)).isEqualTo("\"ten\"");
        assertThat(perdure.calls("Echo")).hasSize(11);
    }

    @Test
    @DisplayName(
            "keeps id, name, tags, version and creation, takes a new execution id, and begins its history anew (O-91)")
    void identity() {
        perdure.orchestrator("Test", context -> {
            context.waitForExternalEvent("Go").await();
            return context.continueAsNew("next");
        });
        var run = perdure.start(
                "Test", "first", InstanceOptions.DEFAULT.withVersion("3").withTags(Map.of("team", "shop")));
        var before = run.metadata();
        perdure.advance(ofSeconds(60));

        var after = run.raise("Go", null).metadata();

        assertThat(after.status()).isEqualTo(RuntimeStatus.Running);
        assertThat(after.executionId()).isNotEqualTo(before.executionId());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.version()).isEqualTo("3");
        assertThat(after.tags()).isEqualTo(Map.of("team", "shop"));
        assertThat(after.inputJson()).isEqualTo("\"next\"");
        assertThat(run.types()).containsExactly("OrchestratorStarted", "ExecutionStarted", "OrchestratorCompleted");
    }

    @Test
    @DisplayName("takes another version when given (O-91, O-152)")
    void version() {
        perdure.orchestrator(
                "Test",
                context -> context.version().equals("1")
                        ? context.continueAsNew(null, ContinueOptions.DEFAULT.withVersion("2"))
                        : context.version());

        assertThat(perdure.start("Test", null, InstanceOptions.DEFAULT.withVersion("1"))
                        .output())
                .isEqualTo("\"2\"");
    }

    @Test
    @DisplayName("keeps the custom status until it is overwritten (O-91)")
    void custom_status() {
        var run = perdure.orchestrator("Test", context -> {
                    if (context.input(Integer.class) == 0) {
                        context.setCustomStatus("from round 0");
                        context.continueAsNew(1);
                    }
                    context.waitForExternalEvent("Go").await();
                    return null;
                })
                .start("Test", 0);

        assertThat(run.customStatus()).isEqualTo("\"from round 0\"");
    }

    @Test
    @DisplayName("events that nobody has taken go along, in order, duplicates included (O-92)")
    void events_go_along() {
        perdure.orchestrator("Hold", context -> {
            context.waitForExternalEvent("Go").await();
            return null;
        });
        var run = collector(5, ContinueOptions.DEFAULT).suspend();
        run.raise("N", 1).raise("N", 2).raise("N", 2).raise("n", 3).raise("N", 1);

        assertThat(run.resume().output()).isEqualTo("[1,2,2,3,1]");
    }

    @Test
    @DisplayName("events of different names keep the order in which they arrived (O-92)")
    void names_keep_order() {
        perdure.orchestrator("Test", context -> {
            if (context.input(Integer.class) == 0) {
                context.waitForExternalEvent("Go").await();
                context.continueAsNew(1);
            }
            var both = new ArrayList<String>();
            var a = context.waitForExternalEvent("A", String.class).thenAccept(both::add);
            var b = context.waitForExternalEvent("B", String.class).thenAccept(both::add);
            DurableTask.allOf(a, b).await();
            return both;
        });
        var run = perdure.start("Test", 0).raise("A", "a").raise("B", "b").raise("Go", null);

        assertThat(run.output()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    @DisplayName("events sent between the rounds arrive, none lost and in order (O-92, acceptance)")
    void events_between() {
        var run = collector(10, ContinueOptions.DEFAULT);

        for (int i = 0; i < 10; i++) {
            run.raise("N", i);
        }

        assertThat(run.output()).isEqualTo("[0,1,2,3,4,5,6,7,8,9]");
    }

    @Test
    @DisplayName("events that nobody has taken are dropped when asked for (O-92)")
    void events_dropped() {
        var run = collector(2, ContinueOptions.DEFAULT.droppingEvents()).suspend();
        run.raise("N", 1).raise("N", 2).resume();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

        assertThat(run.raise("N", 3).output()).isEqualTo("[1,3]");
    }

    @Test
    @DisplayName("results of the old execution are dropped (O-93)")
    void old_results() {
        var slow = perdure.held("Slow");
        var run = perdure.orchestrator("Test", context -> {
                    var work = context.callActivity("Slow", context.input(Integer.class), Integer.class);
                    if (context.input(Integer.class) == 0) {
                        context.waitForExternalEvent("Next").await();
                        context.continueAsNew(1);
                    }
                    return work.await();
                })
                .start("Test", 0)
                .raise("Next", null);

        slow.complete("0", "100");
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
        slow.complete("1", "101");

        assertThat(run.output()).isEqualTo("101");
    }

    @Test
    @DisplayName("timers of the old execution are dropped (O-93, acceptance: with timers pending)")
    void old_timers() {
        var run = perdure.orchestrator("Test", context -> {
                    if (context.input(Integer.class) == 0) {
                        context.createTimer(ofSeconds(10));
                        context.continueAsNew(1);
                    }
                    context.createTimer(ofHours(1)).await(); // also number 0
                    return context.currentTime();
                })
                .start("Test", 0);

        assertThat(run.end().output()).isEqualTo("\"2026-11-20T13:00:00Z\"");
    }

    @Test
    @DisplayName("signals that were sent stand (O-93)")
    void signals_stand() {
        perdure.entityRegistry.entity("counter", context -> {
            context.setState(context.state(Integer.class, () -> 0) + context.input(Integer.class));
            return null;
        });
        perdure.orchestrator("Test", context -> {
            int round = context.input(Integer.class);
            context.signalEntity(new EntityId("counter", "a"), "add", 1);
            return round == 3 ? null : context.continueAsNew(round + 1);
        });

        perdure.run("Test", 0);

        assertThat(perdure.entity(new EntityId("counter", "a"))).isEqualTo("4");
    }

    @Test
    @DisplayName("an activity that the last step asked for runs (O-31, O-93)")
    void last_activities_run() {
        perdure.orchestrator("Test", context -> {
            if (context.input(Integer.class) == 0) {
                context.callActivity("Echo", "left", String.class);
                context.continueAsNew(1);
            }
            return "done";
        });

        assertThat(perdure.run("Test", 0)).isEqualTo("\"done\"");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("does not return: code behind it does not run, finally does, and the context refuses (O-94)")
    void does_not_return() {
        var refused = new ArrayList<String>();
        perdure.orchestrator("Test", context -> {
            if (context.input(Integer.class) == 1) {
                return "second";
            }
            try {
                context.continueAsNew(1);
                return "behind";
            } catch (Exception e) {
                return "caught";
            } finally {
                try {
                    context.callActivity("Echo", 1, Integer.class);
                } catch (IllegalStateException e) {
                    refused.add(e.getMessage());
                }
            }
        });

        assertThat(perdure.run("Test", 0)).isEqualTo("\"second\"");
        assertThat(refused).singleElement().asString().contains("after the end of the execution");
        assertThat(perdure.calls("Echo")).isEmpty();
    }

    @Test
    @DisplayName("the input must have JSON, or it throws at the call (O-29)")
    void input_without_json() {
        var run = perdure.run(context -> context.continueAsNew(new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                return this;
            }
        }));

        assertThat(run.failure().errorMessage()).contains("Input of the next execution");
    }

    @Test
    @DisplayName("who waits for completion goes on waiting (O-97)")
    void waiting() {
        perdure.orchestrator("Test", context -> {
            if (context.input(Integer.class) < 3) {
                context.createTimer(ofSeconds(1)).await();
                context.continueAsNew(context.input(Integer.class) + 1);
            }
            return "end";
        });
        perdure.start("Test", 0);

        var end = perdure.client().waitForCompletion("test-Test", java.time.Duration.ZERO);
        perdure.kernel().skipUntil(end);

        assertThat(perdure.get(end).outputJson()).isEqualTo("\"end\"");
    }

    @Test
    @DisplayName("does not grow: after 500 rounds the history is as long as after one (O-98)")
    void no_growth() {
        var run = perdure.orchestrator("Eternal", context -> {
                    context.callActivity("Echo", 1, Integer.class).await();
                    int round = context.input(Integer.class);
                    if (round % 500 == 499) {
                        context.waitForExternalEvent("Go").await();
                    }
                    return context.continueAsNew(round + 1);
                })
                .start("Eternal", 499);
        int after_one = run.history().size();

        run.raise("Go", null);

        assertThat(perdure.calls("Echo")).hasSize(501);
        assertThat(run.history()).hasSize(after_one);
    }

    @Test
    @DisplayName("a crash in the midst of the rounds loses none and repeats none (O-91)")
    void crash() {
        var run = collector(4, ContinueOptions.DEFAULT).raise("N", 1);
        perdure.crash();
        run.raise("N", 2);
        perdure.crash();

        assertThat(run.raise("N", 3).raise("N", 4).output()).isEqualTo("[1,2,3,4]");
    }
}

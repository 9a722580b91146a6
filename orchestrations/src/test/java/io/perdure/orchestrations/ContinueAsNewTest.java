package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

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
}

package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Continue-as-new, and what stands")
class ContinueAsNewEffectsTest {
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

package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent.ExecutionRewound;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Rewind (O-138)")
class RewindTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private final AtomicBoolean broken = new AtomicBoolean(true);

    @BeforeEach
    void breakable() {
        perdure.activity("Breakable", Object.class, input -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return input;
        });
    }

    private RunUnderTest failed(OrchestrationFixture.Code code) {
        var run = perdure.orchestrator("Test", code).start("Test").end();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        perdure.advance(ofSeconds(100));
        broken.set(false);
        return run;
    }

    @Test
    @DisplayName("runs the failed activity again, and keeps what had succeeded")
    void activity() {
        var run =
                failed(context -> context.callActivity("Echo", 1, Integer.class).await()
                        + context.callActivity("Breakable", 2, Integer.class).await());

        run.rewind();

        assertThat(run.output()).isEqualTo("3");
        assertThat(perdure.calls("Echo")).hasSize(1);
        assertThat(perdure.calls("Breakable")).hasSize(2);
    }

    @Test
    @DisplayName("gives a new execution id, clears the failure, and records the reason (O-123)")
    void facts() {
        var run = failed(context -> {
            context.callActivity("Breakable", 2, Integer.class).await();
            return context.waitForExternalEvent("Go").await();
        });
        String before = run.metadata().executionId();

        run.rewind();

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
        assertThat(run.metadata().executionId()).isNotEqualTo(before);
        assertThat(run.metadata().failure()).isEmpty();
        assertThat(run.history(ExecutionRewound.class))
                .extracting(ExecutionRewound::reason)
                .containsExactly("\"for a test\"");
    }

    @Test
    @DisplayName("time stamps do not go back (O-148)")
    void time_stamps() {
        var run = failed(
                context -> context.callActivity("Breakable", 2, Integer.class).await());

        run.rewind();

        assertThat(run.history()).extracting(HistoryEvent::at).isSorted();
    }

    @Test
    @DisplayName("may be repeated while the cause is there")
    void again() {
        var run = failed(
                context -> context.callActivity("Breakable", 2, Integer.class).await());
        broken.set(true);
        run.rewind();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        broken.set(false);

        assertThat(run.rewind().output()).isEqualTo("2");
        assertThat(perdure.calls("Breakable")).hasSize(3);
    }

    @Test
    @DisplayName("survives a crash right after it")
    void crash() {
        var run = failed(context -> {
            int first = context.callActivity("Breakable", 2, Integer.class).await();
            context.waitForExternalEvent("Go").await();
            return first + context.callActivity("Echo", 1, Integer.class).await();
        });
        run.rewind();
        perdure.crash();

        assertThat(run.raise("Go", null).output()).isEqualTo("3");
    }

    @Test
    @DisplayName("rewinds failed children down to the cause")
    void nested() {
        perdure.orchestrator(
                "Leaf",
                context -> context.callActivity("Breakable", 7, Integer.class).await());
        perdure.orchestrator(
                "Middle",
                context ->
                        context.callSubOrchestrator("Leaf", null, Integer.class).await());
        var run = failed(context ->
                context.callSubOrchestrator("Middle", null, Integer.class).await());

        run.rewind();

        assertThat(run.output()).isEqualTo("7");
        assertThat(run.history(SubOrchestrationInstanceCreated.class)).hasSize(1);
        assertThat(perdure.calls("Breakable")).hasSize(2);
    }

    @Test
    @DisplayName("takes out all attempts of a retry policy, which begins anew")
    void retry() {
        var run = failed(context -> context.callActivity(
                        "Breakable", 5, Integer.class, RetryPolicy.attempts(3).firstDelay(ofSeconds(10)))
                .await());

        run.rewind();

        assertThat(run.output()).isEqualTo("5");
        assertThat(perdure.calls("Breakable")).hasSize(4);
    }

    @Test
    @DisplayName("keeps the parallel successes of a failed fan-out")
    void fan_out() {
        var run = failed(context -> DurableTask.allOf(
                        context.callActivity("Echo", 1, Integer.class),
                        context.callActivity("Breakable", 2, Integer.class),
                        context.callActivity("Echo", 3, Integer.class))
                .await());

        run.rewind();

        assertThat(run.output()).isEqualTo("[1,2,3]");
        assertThat(perdure.calls("Echo")).hasSize(2);
    }

    @Test
    @DisplayName("after the orchestrator's own exception simply replays the code")
    void own_exception() {
        var run = failed(context -> {
            int one = context.callActivity("Echo", 1, Integer.class).await();
            if (broken.get()) {
                throw new IllegalStateException("own");
            }
            return one;
        });

        assertThat(run.rewind().output()).isEqualTo("1");
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("works with durable timers in the failed part")
    void timers() {
        var run = failed(context -> {
            context.createTimer(ofSeconds(5)).await();
            int one = context.callActivity("Breakable", 1, Integer.class).await();
            context.createTimer(ofSeconds(5)).await();
            return one;
        });

        assertThat(run.rewind().end().output()).isEqualTo("1");
    }

    @Test
    @DisplayName("after a failure that was caught takes out that too, with what came of it")
    void caught() {
        var run = failed(context -> {
            try {
                return context.callActivity("Breakable", "went well", String.class)
                        .await();
            } catch (TaskFailedException e) {
                context.callActivity("Echo", "compensation", String.class).await();
                throw e;
            }
        });

        assertThat(run.rewind().output()).isEqualTo("\"went well\"");
    }

    @Test
    @DisplayName("takes the locks of the critical section again, and releases them at its end")
    void critical_section() {
        var counter = new EntityId("counter", "a");
        perdure.entityRegistry.entity("counter", context -> {
            context.setState(context.state(Integer.class, () -> 0) + 1);
            return context.state(Integer.class);
        });
        var run = failed(context -> {
            try (var section = context.lock(counter).await()) {
                context.callEntity(counter, "add", Integer.class).await();
                context.callActivity("Breakable", 1, Integer.class).await();
                return context.callEntity(counter, "add", Integer.class).await();
            }
        });

        assertThat(run.rewind().output()).isEqualTo("2");
        assertThat(perdure.get(perdure.entities().call(counter, "add", Integer.class)))
                .isEqualTo(3);
    }

    @Test
    @DisplayName("keeps the events that were received (O-82)")
    void events() {
        var run = perdure.orchestrator("Test", context -> {
                    String event =
                            context.waitForExternalEvent("E", String.class).await();
                    return event
                            + context.callActivity("Breakable", 1, Integer.class)
                                    .await();
                })
                .start("Test")
                .raise("E", "e");
        broken.set(false);

        assertThat(run.rewind().output()).isEqualTo("\"e1\"");
    }

    @Test
    @DisplayName("is for Failed ones only, and for known ones")
    void refused() {
        var run = perdure.run(context -> null);

        assertThatThrownBy(() -> perdure.get(perdure.client().rewind(run.id(), null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Completed");
        assertThatThrownBy(() -> perdure.get(perdure.client().rewind("nobody", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }
}

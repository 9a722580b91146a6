package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.ExecutionResumed;
import io.perdure.orchestrations.HistoryEvent.ExecutionSuspended;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Status, suspend and terminate")
class ControlTest {
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
    @DisplayName("a start in the future is Pending until then (O-117, O-131)")
    void scheduled() {
        var run = pending();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Pending);

        perdure.advance(ofHours(1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("a start in the past is a start now (O-131)")
    void past() {
        perdure.orchestrator("Test", context -> null);

        var run = perdure.start(
                "Test", null, InstanceOptions.DEFAULT.startingAt(OrchestrationFixture.NOON.minusSeconds(60)));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
    }

    @Test
    @DisplayName("a scheduled start survives a crash (O-131)")
    void scheduled_and_crash() {
        var run = pending();
        perdure.crash();

        perdure.advance(ofHours(1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    // ---- suspend

    @Test
    @DisplayName("while suspended no code runs; what comes is kept and applied on resume (O-121, O-126, O-127)")
    void suspend() {
        var slow = perdure.held("Slow");
        var steps = new CopyOnWriteArrayList<String>();
        var run = perdure.orchestrator("Test", context -> {
                    int result =
                            context.callActivity("Slow", null, Integer.class).await();
                    steps.add("activity");
                    String event =
                            context.waitForExternalEvent("E", String.class).await();
                    steps.add("event");
                    return result + event;
                })
                .start("Test")
                .suspend();
        slow.complete("1");
        run.raise("E", "e");
        assertThat(steps).isEmpty();

        run.resume();

        assertThat(run.output()).isEqualTo("\"1e\"");
    }

    @Test
    @DisplayName("suspended outlives a crash, with what was kept (O-126)")
    void suspended_and_crash() {
        var run = waiting().suspend().raise("Go", "kept");
        perdure.crash();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Suspended);

        assertThat(run.resume().output()).isEqualTo("\"kept\"");
    }

    @Test
    @DisplayName("a second suspend, and a resume of what runs, have no effect (O-126)")
    void twice() {
        var run = waiting().suspend().suspend().resume().resume();

        assertThat(run.raise("Go", "on").output()).isEqualTo("\"on\"");
        assertThat(run.history(ExecutionSuspended.class)).hasSize(1);
        assertThat(run.history(ExecutionResumed.class)).hasSize(1);
    }

    @Test
    @DisplayName("reasons are in the history, and nowhere else (O-127)")
    void reasons() {
        var run = waiting().suspend();
        assertThat(run.metadata().outputJson()).isNull();

        run.resume();

        assertThat(run.history(ExecutionSuspended.class))
                .extracting(ExecutionSuspended::reason)
                .containsExactly("\"for a test\"");
        assertThat(run.history(ExecutionResumed.class))
                .extracting(ExecutionResumed::reason)
                .containsExactly("\"for a test\"");
    }

    @Test
    @DisplayName("a suspended pending instance does not start until it is resumed (O-121)")
    void suspended_pending() {
        var run = pending().suspend();
        perdure.advance(ofHours(2));
        assertThat(run.status()).isEqualTo(RuntimeStatus.Suspended);

        run.resume();

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("a pending instance that is suspended and resumed before its time stays pending (O-121)")
    void resumed_pending() {
        var run = pending().suspend().resume();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Pending);

        perdure.advance(ofHours(1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("on resume a timer that was due before an event came fires before it (O-126, O-127)")
    void timer_before_event() {
        var run = perdure.orchestrator("Test", context -> {
                    try {
                        return context.waitForExternalEvent("E", ofSeconds(10), String.class)
                                .await();
                    } catch (TaskCanceledException late) {
                        return "late";
                    }
                })
                .start("Test")
                .suspend();
        perdure.advance(ofSeconds(20));
        run.raise("E", "too late");

        assertThat(run.resume().output()).isEqualTo("\"late\"");
    }
}

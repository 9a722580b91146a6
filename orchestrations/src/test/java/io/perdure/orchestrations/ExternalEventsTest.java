package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.HistoryEvent.TimerFired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("External events")
class ExternalEventsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    @Test
    @DisplayName("completes the wait for its name with its payload (O-72)")
    void completes() {
        var run = start(context ->
                context.waitForExternalEvent("Approval", Boolean.class).await());

        assertThat(run.raise("Approval", true).output()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approval", "APPROVAL", "aPPROVAL"})
    @DisplayName("is found by its waiter in any case (O-73)")
    void waiter_in_other_case(String name) {
        var run = start(context ->
                context.waitForExternalEvent("Approval", Integer.class).await());

        assertThat(run.raise(name, 1).output()).isEqualTo("1");
    }

    @Test
    @DisplayName("that was buffered is found in any case (O-73)")
    void buffered_in_other_case() {
        var run = start(context -> {
            context.waitForExternalEvent("Go").await();
            return context.waitForExternalEvent("APPROVAL", Integer.class).await();
        });

        assertThat(run.raise("approval", 1).raise("Go", null).output()).isEqualTo("1");
    }

    @Test
    @DisplayName("without a waiter is buffered in order, and the oldest is taken first (O-74)")
    void buffered_in_order() {
        var run = start(context -> {
            context.waitForExternalEvent("Go").await();
            var all = new ArrayList<Integer>();
            for (int i = 0; i < 4; i++) {
                all.add(context.waitForExternalEvent("N", Integer.class).await());
            }
            return all;
        });

        run.raise("N", 1).raise("n", 2).raise("N", 3).raise("Go", null).raise("N", 4);

        assertThat(run.output()).isEqualTo("[1,2,3,4]");
    }

    @Test
    @DisplayName("that is buffered survives a crash (O-74)")
    void buffer_is_durable() {
        var run = start(context -> {
            context.waitForExternalEvent("Go").await();
            return context.waitForExternalEvent("N", Integer.class).await();
        });
        run.raise("N", 1);

        perdure.crash();

        assertThat(run.raise("Go", null).output()).isEqualTo("1");
    }

    @Test
    @DisplayName("completes exactly one waiter, the one that has waited longest (O-75)")
    void first_come() {
        var run = start(context -> {
            var first = context.waitForExternalEvent("N", Integer.class);
            var second = context.waitForExternalEvent("n", Integer.class);
            return List.of(first.await(), second.await());
        });
        run.raise("N", 1);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

        assertThat(run.raise("N", 2).output()).isEqualTo("[1,2]");
    }

    @Test
    @DisplayName("may be waited for under one name with different types (O-76)")
    void types() {
        var run = start(context -> {
            var number = context.waitForExternalEvent("E", Integer.class);
            var text = context.waitForExternalEvent("E", String.class);
            return number.await() + text.await();
        });

        assertThat(run.raise("E", 1).raise("E", "one").output()).isEqualTo("\"1one\"");
    }

    @Test
    @DisplayName("that does not fit fails its wait and is consumed (O-76)")
    void misfit() {
        var run = start(context -> {
            try {
                context.waitForExternalEvent("E", Integer.class).await();
                return "fits";
            } catch (TaskFailedException e) {
                return e.getMessage()
                        + context.waitForExternalEvent("E", Integer.class).await();
            }
        });

        run.raise("E", "text").raise("E", 7);

        assertThat(run.output())
                .contains("Data of event 'E' does not fit java.lang.Integer")
                .endsWith("7\"");
    }

    @Test
    @DisplayName("that does not come in time cancels the wait, which names event, wait and time-out (O-77)")
    void timeout() {
        var run = start(context -> {
            context.waitForExternalEvent("Other", Duration.ZERO, String.class);
            var wait = context.waitForExternalEvent("Approval", ofSeconds(30), String.class);
            try {
                return wait.await();
            } catch (TaskCanceledException e) {
                return List.of(e.getMessage(), wait.isCancelled(), context.currentTime());
            }
        });

        perdure.advance(ofSeconds(30));

        assertThat(run.output())
                .isEqualTo("[\"No event 'Approval' for wait #1 within PT30S.\",true,\"2026-11-20T12:00:30Z\"]");
    }

    @Test
    @DisplayName("that comes after its wait has timed out is buffered for the next (O-77)")
    void after_timeout() {
        var run = start(context -> {
            try {
                return context.waitForExternalEvent("E", ofSeconds(1), String.class)
                        .await();
            } catch (TaskCanceledException late) {
                context.waitForExternalEvent("Go").await();
                return "then " + context.waitForExternalEvent("E", String.class).await();
            }
        });
        perdure.advance(ofSeconds(1));

        assertThat(run.raise("E", "there").raise("Go", null).output()).isEqualTo("\"then there\"");
    }

    @Test
    @DisplayName("that comes in time drops the timer (O-77)")
    void in_time() {
        var run = start(context -> {
            context.waitForExternalEvent("E", ofHours(1), String.class).await();
            return context.waitForExternalEvent("End", String.class).await();
        });
        run.raise("E", "there");

        perdure.advance(ofHours(2));

        assertThat(run.history(TimerFired.class)).isEmpty();
        assertThat(run.raise("End", "end").output()).isEqualTo("\"end\"");
    }

    @Test
    @DisplayName("with a zero time-out is taken if it is there (O-78)")
    void zero_and_there() {
        var run = start(context -> {
            context.waitForExternalEvent("Go").await();
            return context.waitForExternalEvent("E", Duration.ZERO, Integer.class)
                    .await();
        });

        assertThat(run.raise("E", 1).raise("Go", null).output()).isEqualTo("1");
        assertThat(run.history(TimerCreated.class)).isEmpty();
    }

    @Test
    @DisplayName("with a zero time-out cancels the wait at once if it is not there, without a timer (O-78)")
    void zero_and_not_there() {
        var run = start(context ->
                context.waitForExternalEvent("E", Duration.ZERO, Integer.class).isCancelled());

        assertThat(run.output()).isEqualTo("true");
        assertThat(run.history(TimerCreated.class)).isEmpty();
    }

    @Test
    @DisplayName("with a negative time-out is waited for without end (O-78)")
    void negative() {
        var run = start(context ->
                context.waitForExternalEvent("E", ofSeconds(-1), Integer.class).await());
        perdure.advance(ofHours(1000));

        assertThat(run.raise("E", 1).output()).isEqualTo("1");
        assertThat(run.history(TimerCreated.class)).isEmpty();
    }

    @Test
    @DisplayName("is still consumed by a wait that lost in an anyOf (O-79)")
    void loser_consumes() {
        var run = start(context -> {
            var lost = context.waitForExternalEvent("E", Integer.class);
            DurableTask.anyOf(lost, context.createTimer(ofSeconds(1))).await();
            var next = context.waitForExternalEvent("E", Integer.class);
            return List.of(next.await(), lost.await());
        });
        perdure.advance(ofSeconds(1));

        assertThat(run.raise("E", 1).raise("E", 2).output()).isEqualTo("[2,1]");
    }

    @Test
    @DisplayName("is not consumed by a wait that was cancelled (O-79)")
    void cancelled() {
        var run = start(context -> {
            context.waitForExternalEvent("E", Integer.class).cancel();
            return context.waitForExternalEvent("E", Integer.class).await();
        });

        assertThat(run.raise("E", 1).output()).isEqualTo("1");
    }
}

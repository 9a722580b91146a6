package io.perdure.orchestrations;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.HistoryEvent.TimerFired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Timers")
class TimersTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture();

    private RunUnderTest nap(Duration length) {
        return perdure.orchestrator("Nap", context -> {
                    context.createTimer(length).await();
                    return context.currentTime();
                })
                .start("Nap");
    }

    @Test
    @DisplayName("does not fire before its time (O-64)")
    void not_before() {
        var run = nap(ofHours(1));

        perdure.advance(ofHours(1).minusMillis(1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("fires at its time (O-64)")
    void at_its_time() {
        var run = nap(ofHours(1));

        perdure.advance(ofHours(1));

        assertThat(run.output()).isEqualTo("\"2026-11-20T13:00:00Z\"");
    }

    @Test
    @DisplayName("counts from the current time of the step, not from the wall clock (O-64, O-99)")
    void from_step() {
        var run = perdure.orchestrator("Naps", context -> {
                    context.createTimer(ofMinutes(1)).await();
                    context.createTimer(ofMinutes(1)).await();
                    return null;
                })
                .start("Naps");

        run.end();

        assertThat(run.history(TimerCreated.class))
                .extracting(TimerCreated::fireAt)
                .containsExactly(OrchestrationFixture.NOON.plusSeconds(60), OrchestrationFixture.NOON.plusSeconds(120));
    }

    @Test
    @DisplayName("of a fraction of a millisecond fires after it, not before (O-64)")
    void fraction() {
        var run = nap(Duration.ofNanos(1_500_001));

        perdure.advance(Duration.ofMillis(1));
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

        perdure.advance(Duration.ofMillis(1));
        assertThat(run.output()).isEqualTo("\"2026-11-20T12:00:00.002Z\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -3_600})
    @DisplayName("of a time that has passed, or of no length, fires at once (O-64)")
    void past(long seconds) {
        assertThat(nap(ofSeconds(seconds)).output()).isEqualTo("\"2026-11-20T12:00:00Z\"");
    }

    @Test
    @DisplayName("set to an instant fires then (O-64)")
    void instant() {
        var at = Instant.parse("2026-12-24T18:00:00Z");

        var run = perdure.run(context -> {
            context.createTimer(at).await();
            return context.currentTime();
        });

        assertThat(run.output()).isEqualTo("\"2026-12-24T18:00:00Z\"");
    }

    @Test
    @DisplayName("may be of any length: one of ten years is one timer (O-66)")
    void long_one() {
        var run = nap(ofDays(3_650));

        run.end();

        assertThat(run.history(TimerFired.class))
                .extracting(TimerFired::at)
                .containsExactly(OrchestrationFixture.NOON.plus(ofDays(3_650)));
    }

    @Test
    @DisplayName("beyond all calendars never fires, and does no harm (O-66)")
    void beyond_time() {
        var run = perdure.orchestrator("Test", context -> {
                    context.createTimer(Duration.ofSeconds(Long.MAX_VALUE));
                    context.createTimer(Instant.MAX);
                    return context.waitForExternalEvent("Go", String.class).await();
                })
                .start("Test");
        perdure.crash();

        assertThat(run.raise("Go", "on").output()).isEqualTo("\"on\"");
    }

    @Test
    @DisplayName("before all calendars fires at once (O-64)")
    void before_time() {
        var run = perdure.run(context -> context.createTimer(Instant.MIN).await());

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
    }

    @Test
    @DisplayName("that came due while the node was down fires on recovery (O-65)")
    void survives_crash() {
        var run = nap(ofHours(1));

        perdure.crash();
        perdure.advance(ofHours(2));

        assertThat(run.output()).isEqualTo("\"2026-11-20T13:00:00Z\"");
    }

    @Test
    @DisplayName("a long one lets the instance leave memory (O-65)")
    void sleeps_in_index() {
        nap(ofHours(1));

        perdure.kernel().passivate();

        assertThat(perdure.kernel().loaded()).isEmpty();
        perdure.advance(ofHours(1));
        assertThat(perdure.instance("test-Nap").status()).isEqualTo(RuntimeStatus.Completed);
    }

    @Test
    @DisplayName("in parallel fire each at its own time, whatever the order of their creation (O-64)")
    void parallel() {
        var run = perdure.run(context -> {
            var order = new ArrayList<Integer>();
            var timers = new ArrayList<DurableTask<?>>();
            for (int seconds : new int[] {30, 10, 20}) {
                timers.add(context.createTimer(ofSeconds(seconds)).thenAccept(fired -> order.add(seconds)));
            }
            DurableTask.allOf(timers).await();
            return order;
        });

        assertThat(run.output()).isEqualTo("[10,20,30]");
    }

    @Test
    @DisplayName("of equal times fire in the order in which they were created (O-70)")
    void equal_times() {
        var run = perdure.run(context -> {
            var order = new ArrayList<Integer>();
            var timers = new ArrayList<DurableTask<?>>();
            for (int i = 0; i < 12; i++) {
                int number = i;
                timers.add(context.createTimer(ofSeconds(5)).thenAccept(fired -> order.add(number)));
            }
            DurableTask.allOf(timers).await();
            return order;
        });

        assertThat(run.output()).isEqualTo("[0,1,2,3,4,5,6,7,8,9,10,11]");
    }

    @Test
    @DisplayName("that is cancelled is a cancelled task: awaiting it throws (O-67)")
    void cancelled() {
        var run = perdure.run(context -> {
            var timer = context.createTimer(ofHours(1));
            boolean effect = timer.cancel();
            try {
                timer.await();
                return "fired";
            } catch (CancellationException e) {
                return effect + " " + timer.isDone() + " " + timer.isCancelled();
            }
        });

        assertThat(run.output()).isEqualTo("\"true true true\"");
    }

    @Test
    @DisplayName("that is cancelled leaves nothing to wake up for (O-67)")
    void cancelled_entry() {
        perdure.orchestrator("Test", context -> {
                    var timer = context.createTimer(ofHours(1));
                    context.waitForExternalEvent("Go").await();
                    timer.cancel();
                    context.waitForExternalEvent("End").await();
                    return null;
                })
                .start("Test")
                .raise("Go", null);

        perdure.advance(ofHours(2));

        assertThat(perdure.instance("test-Test").history(TimerFired.class)).isEmpty();
    }

    @Test
    @DisplayName("that is cancelled stays so when the instance comes back from its snapshot or journal (O-67)")
    void cancelled_after_crash() {
        var run = perdure.orchestrator("Test", context -> {
                    var timer = context.createTimer(ofHours(1));
                    context.waitForExternalEvent("Go").await();
                    timer.cancel();
                    context.waitForExternalEvent("End").await();
                    return timer.isCancelled();
                })
                .start("Test")
                .raise("Go", null);

        perdure.crash();
        perdure.advance(ofHours(2));
        run.raise("End", null);

        assertThat(run.history(TimerFired.class)).isEmpty();
        assertThat(run.output()).isEqualTo("true");
    }

    @Test
    @DisplayName("is not cancelled by a second cancel, nor by one after it has fired (O-67)")
    void cancel_again() {
        var run = perdure.run(context -> {
            var fired = context.createTimer(ofSeconds(1));
            fired.await();
            var cancelled = context.createTimer(ofSeconds(1));
            cancelled.cancel();
            return new boolean[] {fired.cancel(), fired.isCancelled(), cancelled.cancel(), cancelled.isCancelled()};
        });

        assertThat(run.output()).isEqualTo("[false,false,false,true]");
    }

    @Test
    @DisplayName("that is still open does not keep the instance from completing (O-69)")
    void completes_with_open_timer() {
        var run = perdure.orchestrator("Test", context -> {
                    context.createTimer(ofDays(3));
                    return "done";
                })
                .start("Test");

        assertThat(run.output()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("runs on while the instance is suspended, and fires on resume (O-65)")
    void suspended() {
        var run = nap(ofHours(1)).suspend();
        perdure.advance(ofHours(2));
        assertThat(run.status()).isEqualTo(RuntimeStatus.Suspended);

        run.resume();

        assertThat(run.output()).isEqualTo("\"2026-11-20T14:00:00Z\"");
    }
}

package io.perdure.orchestrations;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Retries")
class RetriesTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private final AtomicInteger failures = new AtomicInteger(1_000);

    @BeforeEach
    void flaky() {
        perdure.activity("Flaky", Object.class, input -> {
            if (failures.decrementAndGet() >= 0) {
                throw new IllegalStateException("failure, " + failures + " to come");
            }
            return input;
        });
    }

    private RunUnderTest retrying(TaskOptions options) {
        return perdure.run(context ->
                context.callActivity("Flaky", 42, Integer.class, options).await());
    }

    private RunUnderTest retrying(RetryPolicy policy) {
        return retrying(TaskOptions.retry(policy));
    }

    /** Between the steps in which an attempt failed and the one in which the next was asked for. */
    private static List<Duration> delays(RunUnderTest run) {
        return run.history(TimerCreated.class).stream()
                .map(timer -> Duration.between(timer.at(), timer.fireAt()))
                .toList();
    }

    @Test
    @DisplayName("attempts include the first: three are one call and two retries (O-40)")
    void attempts() {
        retrying(RetryPolicy.attempts(3));

        assertThat(perdure.calls("Flaky")).hasSize(3);
    }

    @Test
    @DisplayName("one attempt is no retry (O-40)")
    void one_attempt() {
        retrying(RetryPolicy.attempts(1));

        assertThat(perdure.calls("Flaky")).hasSize(1);
    }

    @Test
    @DisplayName("the delay before retry n is first × coefficient^(n−1): 5, 10, 20 s (O-41, O-42)")
    void exponent() {
        var run = retrying(RetryPolicy.attempts(4).firstDelay(ofSeconds(5)).backoff(2));

        assertThat(delays(run)).containsExactly(ofSeconds(5), ofSeconds(10), ofSeconds(20));
    }

    @Test
    @DisplayName("a fractional coefficient is not cut: 4, 6, 9 s with 1.5 (O-41, O-42)")
    void fraction() {
        var run = retrying(RetryPolicy.attempts(4).firstDelay(ofSeconds(4)).backoff(1.5));

        assertThat(delays(run)).containsExactly(ofSeconds(4), ofSeconds(6), ofSeconds(9));
    }

    @Test
    @DisplayName("no delay is longer than the maximum (O-41)")
    void maximum() {
        var run = retrying(
                RetryPolicy.attempts(4).firstDelay(ofSeconds(5)).backoff(3).maxDelay(ofSeconds(20)));

        assertThat(delays(run)).containsExactly(ofSeconds(5), ofSeconds(15), ofSeconds(20));
    }

    @Test
    @DisplayName("a power beyond all numbers is the maximum (O-41)")
    void overflow() {
        var run = retrying(RetryPolicy.attempts(3)
                .firstDelay(ofSeconds(1))
                .backoff(Double.MAX_VALUE)
                .maxDelay(ofDays(1)));

        assertThat(delays(run)).containsExactly(ofSeconds(1), ofDays(1));
    }

    @Test
    @DisplayName("a power beyond all numbers without a maximum waits, and does no harm (O-41, O-43)")
    void overflow_without_maximum() {
        perdure.orchestrator(
                "Test",
                context -> context.callActivity(
                                "Flaky",
                                1,
                                Integer.class,
                                RetryPolicy.attempts(3).backoff(Double.MAX_VALUE))
                        .await());

        var run = perdure.start("Test");
        perdure.advance(ofDays(1));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
        assertThat(run.history(TimerCreated.class)).hasSize(2);
    }

    @Test
    @DisplayName("without a coefficient all delays are the first (O-43)")
    void constant() {
        var run = retrying(RetryPolicy.attempts(4).firstDelay(ofSeconds(7)));

        assertThat(delays(run)).containsExactly(ofSeconds(7), ofSeconds(7), ofSeconds(7));
    }

    @Test
    @DisplayName("a maximum or time-out of zero is none (O-43)")
    void zero() {
        var policy = RetryPolicy.attempts(2).maxDelay(Duration.ZERO).timeout(Duration.ZERO);

        assertThat(policy.maxDelay()).isNull();
        assertThat(policy.timeout()).isNull();
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                wrong("attempts: 0", () -> RetryPolicy.attempts(0)),
                wrong("first delay: PT0S", () -> RetryPolicy.attempts(2).firstDelay(Duration.ZERO)),
                wrong("first delay: PT-1S", () -> RetryPolicy.attempts(2).firstDelay(ofSeconds(-1))),
                wrong("backoff: 0.9", () -> RetryPolicy.attempts(2).backoff(0.9)),
                wrong("backoff: NaN", () -> RetryPolicy.attempts(2).backoff(Double.NaN)),
                wrong(
                        "maximum delay: PT1S",
                        () -> RetryPolicy.attempts(2).firstDelay(ofSeconds(2)).maxDelay(ofSeconds(1))),
                wrong(
                        "timeout: PT1S",
                        () -> RetryPolicy.attempts(2).firstDelay(ofSeconds(2)).timeout(ofSeconds(1))));
    }

    private static Arguments wrong(String text, Supplier<RetryPolicy> policy) {
        return Arguments.of(text, policy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    @DisplayName("values out of their range are refused (O-44)")
    void validation(String text, Supplier<RetryPolicy> policy) {
        assertThatThrownBy(policy::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Retry " + text)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("the time-out ends retries, counted from the first attempt; the last failure stands (O-45)")
    void timeout() {
        var run = retrying(RetryPolicy.attempts(100).firstDelay(ofSeconds(10)).timeout(ofSeconds(25)));

        assertThat(perdure.calls("Flaky")).hasSize(4); // at 0, 10, 20 and 30 s; at 30 s the time is over
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
    }

    @Test
    @DisplayName("each attempt is an action of its own; n that fail make n pairs and n−1 timers (O-47)")
    void history() {
        var run = retrying(RetryPolicy.attempts(3));

        assertThat(run.history(TaskScheduled.class))
                .extracting(TaskScheduled::id)
                .containsExactly(0, 2, 4);
        assertThat(run.history(TaskFailed.class)).hasSize(3);
        assertThat(run.history(TimerCreated.class)).extracting(TimerCreated::id).containsExactly(1, 3);
    }

    @Test
    @DisplayName("exhausted, the last attempt's failure is the task's (O-48)")
    void last_failure() {
        failures.set(3);

        var run = retrying(RetryPolicy.attempts(3));

        assertThat(run.failure().errorMessage()).contains("failure, 0 to come");
    }

    @Test
    @DisplayName("success ends the retries")
    void success() {
        failures.set(2);

        var run = retrying(RetryPolicy.attempts(5));

        assertThat(run.output()).isEqualTo("42");
        assertThat(perdure.calls("Flaky")).hasSize(3);
    }

    @Test
    @DisplayName("types that the policy excludes are not retried, by full or simple name")
    void not_on() {
        retrying(RetryPolicy.attempts(5).notOn("IllegalStateException"));
        assertThat(perdure.calls("Flaky")).hasSize(1);
    }

    @Test
    @DisplayName("retries survive a crash in the midst of a delay (O-47)")
    void crash() {
        failures.set(2);
        var run = perdure.orchestrator(
                        "Test",
                        context -> context.callActivity(
                                        "Flaky",
                                        42,
                                        Integer.class,
                                        RetryPolicy.attempts(3).firstDelay(ofHours(1)))
                                .await())
                .start("Test");

        perdure.advance(ofHours(1));
        perdure.crash();
        perdure.advance(ofHours(1));

        assertThat(run.output()).isEqualTo("42");
        assertThat(perdure.calls("Flaky")).hasSize(3);
    }

    @Test
    @DisplayName("a fan-out of ten overlaps its delays (O-51)")
    void overlap() {
        failures.set(10);

        var run = perdure.run(context -> {
            DurableTask.allOf(IntStream.range(0, 10)
                            .mapToObj(i -> context.callActivity(
                                    "Flaky",
                                    i,
                                    Integer.class,
                                    RetryPolicy.attempts(2).firstDelay(ofSeconds(60))))
                            .toList())
                    .await();
            return context.currentTime();
        });

        assertThat(run.output()).isEqualTo("\"2026-11-20T12:01:00Z\"");
        assertThat(perdure.calls("Flaky")).hasSize(20);
    }

    @Test
    @DisplayName("retries go on while nobody awaits the task (O-51)")
    void without_await() {
        failures.set(2);
        var run = perdure.orchestrator("Test", context -> {
                    var task = context.callActivity(
                            "Flaky", 42, Integer.class, RetryPolicy.attempts(3).firstDelay(ofSeconds(10)));
                    context.waitForExternalEvent("Go").await();
                    return task.isDone();
                })
                .start("Test");

        perdure.advance(ofSeconds(20));

        assertThat(run.raise("Go", null).output()).isEqualTo("true");
    }
}

package io.perdure.orchestrations;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Retry handlers, and retries of children")
class RetryHandlersTest {
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
    @DisplayName("a handler alone sets neither limit nor delay (O-49)")
    void handler_alone() {
        var run = retrying(TaskOptions.retry(asked -> asked.lastAttempt() < 7));

        assertThat(perdure.calls("Flaky")).hasSize(7);
        assertThat(delays(run)).isEmpty();
    }

    @Test
    @DisplayName("a handler gets attempt, failure, time since the first attempt, and the context (O-49)")
    void handler_gets() {
        var seen = new CopyOnWriteArrayList<String>();
        retrying(TaskOptions.retry(RetryPolicy.attempts(3).firstDelay(ofSeconds(5)))
                .withRetry(asked -> {
                    if (!asked.orchestration().isReplaying()) {
                        seen.add(asked.lastAttempt() + " " + asked.lastFailure().errorType() + " " + asked.totalTime());
                    }
                    return true;
                }));

        assertThat(seen)
                .containsExactly("1 java.lang.IllegalStateException PT0S", "2 java.lang.IllegalStateException PT5S");
    }

    @Test
    @DisplayName("a handler may wait with timers of the context (O-49)")
    void handler_waits() {
        failures.set(2);

        var run = retrying(TaskOptions.retry(asked -> {
            asked.orchestration()
                    .createTimer(ofSeconds(30L * asked.lastAttempt()))
                    .await();
            return true;
        }));

        assertThat(run.output()).isEqualTo("42");
        assertThat(delays(run)).containsExactly(ofSeconds(30), ofSeconds(60));
    }

    @Test
    @DisplayName("a handler that throws ends the retries with the last failure (O-49)")
    void handler_throws() {
        var run = retrying(TaskOptions.retry(asked -> {
            throw new UnsupportedOperationException("handler");
        }));

        assertThat(run.failure().errorMessage()).contains("IllegalStateException");
        assertThat(perdure.calls("Flaky")).hasSize(1);
    }

    @Test
    @DisplayName("with a policy and a handler the policy limits and delays, and the handler may veto (O-50)")
    void both() {
        var run = retrying(TaskOptions.retry(RetryPolicy.attempts(10).firstDelay(ofMillis(500)))
                .withRetry(asked -> asked.lastAttempt() < 3));

        assertThat(perdure.calls("Flaky")).hasSize(3);
        assertThat(delays(run)).containsExactly(ofMillis(500), ofMillis(500));
    }

    @Test
    @DisplayName("with both, a willing handler does not lift the policy's limit (O-50)")
    void policy_limits() {
        retrying(TaskOptions.retry(RetryPolicy.attempts(2)).withRetry(asked -> true));

        assertThat(perdure.calls("Flaky")).hasSize(2);
    }

    // ---- children

    @Test
    @DisplayName("sub-orchestrations are retried by the same rules, each attempt under an id of its own (O-52, O-63)")
    void children() {
        var ids = new ArrayList<String>();
        failures.set(2);
        perdure.orchestrator(
                "Child",
                context -> context.callActivity("Flaky", 42, Integer.class).await());

        var run = perdure.run(context -> context.callSubOrchestrator(
                        "Child",
                        null,
                        Integer.class,
                        TaskOptions.retry(RetryPolicy.attempts(3).firstDelay(ofSeconds(5))))
                .await());
        run.history(HistoryEvent.SubOrchestrationInstanceCreated.class).forEach(child -> ids.add(child.instanceId()));

        assertThat(run.output()).isEqualTo("42");
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(ids)
                .extracting(id -> perdure.instance(id).status())
                .containsExactly(RuntimeStatus.Failed, RuntimeStatus.Failed, RuntimeStatus.Completed);
        assertThat(delays(run)).containsExactly(ofSeconds(5), ofSeconds(5));
    }

    @Test
    @DisplayName("a child with a given id is retried under it (O-63)")
    void child_with_id() {
        failures.set(1);
        perdure.orchestrator(
                "Child",
                context -> context.callActivity("Flaky", 42, Integer.class).await());

        var run = perdure.run(context -> context.callSubOrchestrator(
                        "Child",
                        null,
                        Integer.class,
                        TaskOptions.instanceId("child-1").withRetry(RetryPolicy.attempts(2)))
                .await());

        assertThat(run.output()).isEqualTo("42");
        assertThat(run.history(HistoryEvent.SubOrchestrationInstanceCreated.class))
                .extracting(HistoryEvent.SubOrchestrationInstanceCreated::instanceId)
                .containsExactly("child-1", "child-1");
    }
}

package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each leaves an instance that can be looked at, and a node on which the next orchestration works. */
@DisplayName("Bad input, and code that does what it must not")
class BadInputTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void node_is_unharmed() {
        over.set(true);
        perdure.orchestrator(
                "Next",
                context -> context.callActivity("Echo", "works", String.class).await());
        assertThat(perdure.start("Next").output()).isEqualTo("\"works\"");
    }

    private FailureDetails failureOf(OrchestrationFixture.Code code) {
        var run = perdure.orchestrator("Bad", code).start("Bad");
        assertThat(run.metadata().name()).isEqualTo("Bad");
        assertThat(run.types()).contains("ExecutionStarted", "ExecutionCompleted");
        return run.failure();
    }

    private void impatient() {
        perdure.setting("perdure.orchestrations.stuck-after = 50 ms");
        perdure.setting("perdure.orchestrations.fail-stuck-after = 300 ms");
    }

    @Test
    @DisplayName("an unknown orchestrator is refused at the start, naming those that are known (O-12)")
    void unknown_orchestrator() {
        perdure.orchestrator("Hello", context -> null);

        assertThatThrownBy(() -> perdure.get(perdure.client().start("Helo", null)))
                .isInstanceOf(OrchestratorNotRegisteredException.class)
                .hasMessageContaining("'Helo'")
                .hasMessageContaining("Hello");
    }

    @Test
    @DisplayName("an unknown activity fails the task, naming it (O-37)")
    void unknown_activity() {
        var failure = failureOf(
                context -> context.callActivity("Ecko", 1, Object.class).await());

        assertThat(failure.errorMessage()).contains("'Ecko'");
    }

    @Test
    @DisplayName("an input that does not fit fails the instance, saying where")
    void input() {
        perdure.definitions().orchestrator("Typed", Integer.class, (context, input) -> input);

        var run = perdure.start("Typed", "text");

        assertThat(run.failure().errorMessage())
                .contains("Input of orchestrator 'Typed' does not fit java.lang.Integer");
        assertThat(run.metadata().inputJson()).isEqualTo("\"text\"");
    }

    @Test
    @DisplayName("a result that cannot be written as JSON fails the instance (O-11)")
    void result() {
        var failure = failureOf(context -> {
            var circle = new HashMap<String, Object>();
            circle.put("self", circle);
            return circle;
        });

        assertThat(failure.errorMessage()).contains("Result of orchestrator 'Bad'", "cannot be written as JSON");
    }

    @Test
    @DisplayName("code that blocks for ever is reported, and fails with its stack (O-26)")
    void blocks() {
        impatient();

        var failure = failureOf(context -> {
            new CountDownLatch(1).await();
            return "never";
        });

        assertThat(failure.errorType()).isEqualTo("OrchestratorStuck");
        assertThat(failure.errorMessage())
                .contains("orchestrator 'Bad' instance 'test-Bad'".substring(1), "fail-stuck-after");
        assertThat(failure.stackTrace()).contains("CountDownLatch");
        assertThat(perdure.engine().stuckReports()).isEqualTo(1);
    }

    @Test
    @DisplayName("code that sleeps for long fails (O-16, O-26)")
    void sleeps() {
        impatient();

        var failure = failureOf(context -> {
            Thread.sleep(60_000);
            return "never";
        });

        assertThat(failure.errorType()).isEqualTo("OrchestratorStuck");
        assertThat(failure.stackTrace()).contains("Thread.sleep");
    }

    @Test
    @DisplayName("code that runs in circles fails, and has no effect afterwards (O-18, O-26)")
    void circles() {
        impatient();

        var failure = failureOf(context -> {
            while (!over.get()) {
                Thread.onSpinWait();
            }
            return context.callActivity("Echo", "afterwards", String.class).await();
        });

        assertThat(failure.errorType()).isEqualTo("OrchestratorStuck");
    }

    @Test
    @DisplayName("a task of the context cannot be awaited on a thread of one's own (O-7, O-17)")
    void own_thread() {
        var failure = failureOf(context -> {
            var trouble = new Throwable[1];
            var thread = new Thread(() -> {
                try {
                    context.createTimer(ofSeconds(1)).await();
                } catch (RuntimeException e) {
                    trouble[0] = e;
                }
            });
            thread.start();
            thread.join();
            throw new IllegalStateException(trouble[0]);
        });

        assertThat(failure.innerFailure().errorMessage()).contains("only the orchestrator's own thread");
    }

    @Test
    @DisplayName("random decisions are found out at the next replay (O-14, O-21)")
    void random() {
        var flip = new AtomicBoolean();
        var run = perdure.orchestrator("Bad", context -> {
                    boolean heads = flip.getAndSet(true);
                    context.callActivity(heads ? "Echo" : "Other", 1, String.class);
                    return context.waitForExternalEvent("Go").await();
                })
                .start("Bad");
        perdure.crash();
        run.raise("Go", null);

        assertThat(run.failure().errorMessage())
                .contains("Non-deterministic orchestrator 'Bad' instance 'test-Bad'", "'Other'", "'Echo'");
    }

    @Test
    @DisplayName("too many actions fail the instance, naming the limit; those of the step are not done (O-10)")
    void too_many_actions() {
        perdure.setting("perdure.orchestrations.max-actions = 100");

        var run = perdure.orchestrator("Bad", context -> {
                    while (true) {
                        context.callActivity("Echo", 1, Integer.class);
                    }
                })
                .start("Bad");

        assertThat(run.failure().errorMessage()).contains("100", "perdure.orchestrations.max-actions");
        assertThat(perdure.calls("Echo")).isEmpty();
        assertThat(run.history(TaskScheduled.class)).isEmpty();
    }

    @Test
    @DisplayName("as many actions as are allowed are allowed (O-10)")
    void most_actions() {
        perdure.setting("perdure.orchestrations.max-actions = 10");

        var run = perdure.run(context -> {
            for (int i = 0; i < 10; i++) {
                context.callActivity("Echo", 1, Integer.class).await();
            }
            return "all";
        });

        assertThat(run.output()).isEqualTo("\"all\"");
    }
}

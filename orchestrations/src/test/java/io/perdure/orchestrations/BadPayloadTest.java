package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.failures.FailureDetails;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each leaves an instance that can be looked at, and a node on which the next orchestration works. */
@DisplayName("Payloads, ids and exceptions that are wrong")
class BadPayloadTest {
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

    @Test
    @DisplayName("a payload that is too large is refused where it is written, naming size and limit")
    void payload() {
        perdure.setting("perdure.payload.max-size = 10 KiB");

        var failure = failureOf(context ->
                context.callActivity("Echo", "x".repeat(10_240), String.class).await());

        assertThat(failure.errorMessage())
                .contains("Input of activity 'Echo'", "10242", "10240", "perdure.payload.max-size");
    }

    @Test
    @DisplayName("an output that is too large fails the instance")
    void output() {
        perdure.setting("perdure.payload.max-size = 10 KiB");

        assertThat(failureOf(context -> "x".repeat(20_000)).errorMessage())
                .contains("Result of orchestrator 'Bad'", "perdure.payload.max-size");
    }

    @Test
    @DisplayName("an input or event of a client that is too large is refused, and nothing is taken")
    void client_payload() {
        perdure.setting("perdure.payload.max-size = 10 KiB");
        perdure.orchestrator(
                "Wait",
                context -> context.waitForExternalEvent("E", String.class).await());
        var run = perdure.start("Wait");

        assertThatThrownBy(() -> perdure.get(perdure.client().raiseEvent(run.id(), "E", "x".repeat(20_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perdure.payload.max-size");
        assertThat(run.raise("E", "small").output()).isEqualTo("\"small\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@counter@a", "a/b", "a\\b", "a#b", "a?b", "a\nb", ""})
    @DisplayName("an id that there cannot be is refused, by the client and by the context (H-91)")
    void ids(String id) {
        perdure.orchestrator("Wait", context -> null);

        assertThatThrownBy(() -> perdure.get(perdure.client().start("Wait", null, InstanceOptions.id(id))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Orchestration instance id");
        assertThat(failureOf(context -> {
                            context.sendEvent(id, "E", 1);
                            return null;
                        })
                        .errorMessage())
                .contains("Orchestration instance id");
    }

    @Test
    @DisplayName("an id of 256 characters is taken, a longer one refused")
    void long_id() {
        perdure.orchestrator("Wait", context -> null);

        assertThat(perdure.start("Wait", null, InstanceOptions.id("x".repeat(256)))
                        .status())
                .isEqualTo(RuntimeStatus.Completed);
        assertThatThrownBy(() -> perdure.get(perdure.client().start("Wait", null, InstanceOptions.id("x".repeat(257)))))
                .hasMessageContaining("257 characters");
    }

    @Test
    @DisplayName("an exception whose message throws is described all the same (O-146)")
    void hostile_exception() {
        var failure = failureOf(context -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("even that");
                }
            };
        });

        assertThat(failure.errorMessage()).contains("cannot be described");
    }

    @Test
    @DisplayName("causes are told to ten levels, cycles are cut (O §18)")
    void causes() {
        var failure = failureOf(context -> {
            Throwable cause = null;
            for (int i = 20; i > 0; i--) {
                cause = new IllegalStateException("level " + i, cause);
            }
            throw (IllegalStateException) cause;
        });

        int levels = 0;
        for (FailureDetails level = failure; level != null; level = level.innerFailure()) {
            levels++;
            assertThat(level.errorMessage()).isEqualTo("level " + levels);
        }
        assertThat(levels).isEqualTo(10);
    }

    @Test
    @DisplayName("causes that go in circles end (O §18)")
    void cyclic_causes() {
        var failure = failureOf(context -> {
            var one = new IllegalStateException("one");
            var two = new IllegalStateException("two", one);
            one.initCause(two);
            throw one;
        });

        assertThat(failure.errorMessage()).isEqualTo("one");
    }
}

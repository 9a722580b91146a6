package io.perdure.examples.basics;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.EmbeddedPerdure;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The first orchestrations")
class BasicsTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("HelloSequence greets three cities in order (O-161)")
    void hello_sequence() {
        assertThat(PERDURE.run("HelloSequence", null).output(String[].class))
                .containsExactly("Hello Tokyo!", "Hello Seattle!", "Hello London!");
    }

    @Test
    @DisplayName("FunctionChaining comes to 45, by 42 and 43 (O-161, O-147)")
    void function_chaining() {
        var end = PERDURE.run("FunctionChaining", null);

        assertThat(end.output(Integer.class)).isEqualTo(45);
        assertThat(history(end.instanceId()))
                .filteredOn(HistoryEvent.TaskCompleted.class::isInstance)
                .extracting(event -> ((HistoryEvent.TaskCompleted) event).result())
                .containsExactly("42", "43", "45");
    }

    @Test
    @DisplayName("FanOutFanIn of n comes to n, and starts all in one step (O-162, O-86, O-90)")
    void fan_out_fan_in() {
        var end = PERDURE.run("FanOutFanIn", 100);

        assertThat(end.output(Integer.class)).isEqualTo(100);
        assertThat(history(end.instanceId()).stream()
                        .takeWhile(event -> !event.type().equals("OrchestratorCompleted"))
                        .filter(HistoryEvent.TaskScheduled.class::isInstance))
                .hasSize(100);
    }

    @Test
    @DisplayName("FanOutFanIn of nothing comes to 0 (O-86)")
    void fan_out_nothing() {
        assertThat(PERDURE.run("FanOutFanIn", 0).output(Integer.class)).isZero();
    }

    @Test
    @DisplayName("SequentialSteps of n comes to n after n activities (O-161)")
    void sequential_steps() {
        var end = PERDURE.run("SequentialSteps", 20);

        assertThat(end.output(Integer.class)).isEqualTo(20);
        assertThat(history(end.instanceId()))
                .filteredOn(HistoryEvent.TaskCompleted.class::isInstance)
                .hasSize(20);
    }

    @Test
    @DisplayName("Sleeper wakes after its seconds, not before (O-64)")
    void sleeper() {
        var end = PERDURE.run("Sleeper", 1);

        assertThat(end.output(String.class)).isEqualTo("Awake");
        assertThat(Duration.between(end.createdAt(), end.lastUpdatedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("Approval of true is Approved, long before the deadline (O-165)")
    void approved() {
        assertThat(answered(true)).isEqualTo("Approved");
    }

    @Test
    @DisplayName("Approval of false is Rejected (O-165)")
    void rejected() {
        assertThat(answered(false)).isEqualTo("Rejected");
    }

    @Test
    @DisplayName("Approval that nobody answers is Escalated (O-165, O-87)")
    void escalated() {
        assertThat(PERDURE.run("Approval", 1).output(String.class)).isEqualTo("Escalated");
    }

    @Test
    @DisplayName("An input that does not fit fails the instance and says why (O-11)")
    void wrong_input() {
        var end = PERDURE.run("Sleeper", "long");

        assertThat(end.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(end.failure().orElseThrow().errorMessage())
                .contains("Sleeper")
                .contains("a string");
    }

    private static String answered(boolean answer) {
        String id = PERDURE.orchestrations().start("Approval", 3_600).join();
        PERDURE.orchestrations().raiseEvent(id, "ApprovalEvent", answer).join();
        return PERDURE.end(id).output(String.class);
    }

    private static List<HistoryEvent> history(String id) {
        return PERDURE.orchestrations().history(id).join();
    }
}

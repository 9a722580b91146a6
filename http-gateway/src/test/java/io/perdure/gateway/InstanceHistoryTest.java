package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The history in a status")
class InstanceHistoryTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
        door.post("orchestrators/Tour/tour");
        // "Lima" is called last, and need not be done when the instance ends.
        Awaitility.await().until(() -> types(history("tour", "")).contains("EntityUnlockSent"));
        door.postJson("instances/tour/raiseEvent/GO", "\"now\"");
        door.awaitStatus("tour", "Completed");
        door.post("orchestrators/Broken/broken?timeout=10");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static List<JsonNode> history(String id, String query) {
        var events =
                json(door.get("instances/" + id + "?showHistory=true" + query)).path("historyEvents");
        return StreamSupport.stream(events.spliterator(), false).toList();
    }

    private static List<String> types(List<JsonNode> history) {
        return history.stream().map(item -> item.path("EventType").asText()).toList();
    }

    private static JsonNode first(List<JsonNode> history, String type) {
        return history.stream()
                .filter(item -> item.path("EventType").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fields(JsonNode item) {
        return StreamSupport.stream(((Iterable<String>) item::fieldNames).spliterator(), false)
                .toList();
    }

    @Test
    @DisplayName("is left out unless asked for (§5)")
    void not_asked() {
        assertThat(json(door.get("instances/tour")).has("historyEvents")).isFalse();
    }

    @Test
    @DisplayName("folds calls into their answers, shows no steps, and keeps the order (H-72, H-73)")
    void order() {
        var types = types(history("tour", ""));

        assertThat(types)
                .doesNotContain("OrchestratorStarted", "OrchestratorCompleted", "SubOrchestrationInstanceCreated");
        assertThat(types)
                .containsSubsequence(
                        "ExecutionStarted",
                        "TaskCompleted",
                        "SubOrchestrationInstanceCompleted",
                        "TimerCreated",
                        "TimerFired",
                        "EntityLockRequested",
                        "EntityLockGranted",
                        "EntityOperationCalled",
                        "EntityOperationCompleted",
                        "EntityUnlockSent",
                        "EntityOperationSignaled",
                        "EventSent",
                        "EventRaised",
                        "ExecutionCompleted");
    }

    @Test
    @DisplayName("every item has type and time, to the fraction of a second (H-12, H-71)")
    void common_fields() {
        assertThat(history("tour", "")).allSatisfy(item -> {
            assertThat(item.path("EventType").asText()).isNotBlank();
            assertThat(item.path("Timestamp").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z");
            assertThat(fields(item)).doesNotContain("EventId", "IsPlayed");
        });
    }

    @Test
    @DisplayName(
            "an activity that completed: when it was called, its name and input, no result unless asked (H-75, H-78)")
    void activity() {
        var plain = first(history("tour", ""), "TaskCompleted");
        var full = first(history("tour", "&showHistoryOutput=true"), "TaskCompleted");

        assertThat(fields(plain)).containsExactly("EventType", "Timestamp", "ScheduledTime", "FunctionName", "Input");
        assertThat(plain.path("FunctionName").asText()).isEqualTo("SayHello");
        assertThat(plain.path("Input").asText()).isEqualTo("Oslo");
        assertThat(full.path("Result").asText()).isEqualTo("Hello Oslo!");
    }

    @Test
    @DisplayName("a child that completed looks like an activity (H-80)")
    void child() {
        var child = first(history("tour", "&showHistoryOutput=true"), "SubOrchestrationInstanceCompleted");

        assertThat(child.path("FunctionName").asText()).isEqualTo("Echo");
        assertThat(child.path("Result").asText()).isEqualTo("child");
    }

    @Test
    @DisplayName("the start and the end (H-77, H-85)")
    void execution() {
        var history = history("tour", "&showHistoryOutput=true");

        assertThat(first(history, "ExecutionStarted").path("FunctionName").asText())
                .isEqualTo("Tour");
        var end = first(history, "ExecutionCompleted");
        assertThat(end.path("OrchestrationStatus").asText()).isEqualTo("Completed");
        assertThat(end.path("Result").asText()).isEqualTo("now");
        assertThat(end.has("FailureDetails")).isFalse();
    }

    @Test
    @DisplayName("events keep their data as text (H-84)")
    void events() {
        var history = history("tour", "");

        assertThat(first(history, "EventRaised").path("Input").asText()).isEqualTo("\"now\"");
        var sent = first(history, "EventSent");
        assertThat(sent.path("Name").asText()).isEqualTo("Greeting");
        assertThat(sent.path("InstanceId").asText()).isEqualTo("nobody");
        assertThat(sent.path("Input").asText()).isEqualTo("\"hi\"");
    }

    @Test
    @DisplayName("timers have the time that they fire at (H-82, H-83)")
    void timers() {
        var history = history("tour", "");

        assertThat(first(history, "TimerCreated").path("FireAt"))
                .isEqualTo(first(history, "TimerFired").path("FireAt"));
    }

    @Test
    @DisplayName("entities: a request and its answer have the same RequestId (H-89)")
    void entities() {
        var history = history("tour", "&showHistoryOutput=true");
        var called = first(history, "EntityOperationCalled");
        var completed = first(history, "EntityOperationCompleted");

        assertThat(called.path("InstanceId").asText()).isEqualTo("@counter@tour");
        assertThat(called.path("Operation").asText()).isEqualTo("add");
        assertThat(called.path("Input").asInt()).isEqualTo(1);
        assertThat(completed.path("RequestId")).isEqualTo(called.path("RequestId"));
        assertThat(completed.path("Result").asInt()).isEqualTo(1);
        assertThat(first(history, "EntityLockRequested").path("LockSet").path(0).asText())
                .isEqualTo("@counter@tour");
        assertThat(first(history, "EntityUnlockSent").path("RequestId"))
                .isEqualTo(first(history, "EntityLockRequested").path("RequestId"));
    }

    @Test
    @DisplayName("showInput=false takes the input out of every item (H-74)")
    void without_inputs() {
        assertThat(history("tour", "&showInput=false"))
                .allSatisfy(item -> assertThat(item.has("Input")).isFalse());
    }

    @Test
    @DisplayName("failures are shown whole, without being asked for (H-75, H-79, H-88)")
    void failures() {
        var history = history("broken", "");
        var failed = first(history, "TaskFailed");
        var details = failed.path("FailureDetails");

        assertThat(failed.path("FunctionName").asText()).isEqualTo("Break");
        assertThat(failed.path("Reason").asText()).isEqualTo("no luck");
        assertThat(failed.path("Details").asText()).isEqualTo("java.lang.IllegalStateException: no luck");
        assertThat(fields(details))
                .containsExactly(
                        "ErrorType", "ErrorMessage", "StackTrace", "InnerFailure", "IsNonRetriable", "Properties");
        assertThat(details.path("ErrorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(details.path("InnerFailure").isNull()).isTrue();
        assertThat(first(history, "ExecutionCompleted").has("FailureDetails")).isTrue();
    }

    @Test
    @DisplayName("suspension and termination keep their reasons (H-63, H-86)")
    void reasons() {
        door.post("orchestrators/Approval/waiting");
        door.awaitStatus("waiting", "Running");
        door.post("instances/waiting/suspend?reason=lunch");
        door.awaitStatus("waiting", "Suspended");
        door.post("instances/waiting/terminate?reason=late");
        door.awaitStatus("waiting", "Terminated");

        var history = history("waiting", "");

        assertThat(first(history, "ExecutionSuspended").path("Reason").asText()).isEqualTo("lunch");
        assertThat(first(history, "ExecutionTerminated").path("Input").asText()).isEqualTo("late");
    }
}

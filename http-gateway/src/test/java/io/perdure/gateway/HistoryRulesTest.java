package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link InstanceHistoryTest} does not come by: failures with causes, generations, reasons of commands. */
@ExtendWith(SharedDoor.class)
@DisplayName("In a history")
class HistoryRulesTest {
    private final GatewayFixture door;

    HistoryRulesTest(GatewayFixture door) {
        this.door = door;
    }

    private List<JsonNode> history(String id, String query) {
        return list(json(door.get("instances/" + id + "?showHistory=true" + query)));
    }

    private static List<JsonNode> list(JsonNode status) {
        return StreamSupport.stream(status.path("historyEvents").spliterator(), false)
                .toList();
    }

    private static List<JsonNode> all(List<JsonNode> history, String type) {
        return history.stream()
                .filter(item -> item.path("EventType").asText().equals(type))
                .toList();
    }

    private static JsonNode only(List<JsonNode> history, String type) {
        assertThat(all(history, type)).as("%s in %s", type, history).hasSize(1);
        return all(history, type).get(0);
    }

    private static List<String> fields(JsonNode item) {
        return StreamSupport.stream(((Iterable<String>) item::fieldNames).spliterator(), false)
                .toList();
    }

    @Test
    @DisplayName("a start has name and input, and nothing of the original's private fields (H-77)")
    void started() {
        door.postJson("orchestrators/Echo/history-start?timeout=10&version=2", "{\"a\":1}");

        var started = only(history("history-start", ""), "ExecutionStarted");

        assertThat(fields(started))
                .containsExactly("EventType", "Timestamp", "FunctionName", "Input", "ScheduledStartTime", "Generation");
        assertThat(started.path("FunctionName").asText()).isEqualTo("Echo");
        assertThat(started.path("Input").toString()).isEqualTo("{\"a\":1}");
        assertThat(started.path("ScheduledStartTime").isNull()).isTrue();
    }

    @Test
    @DisplayName("an input is shown, since the journal has it, and only where it was given (H-76)")
    void inputs() {
        door.post("orchestrators/Hello/history-inputs?timeout=10");

        var history = history("history-inputs", "");

        assertThat(all(history, "TaskCompleted"))
                .extracting(item -> item.path("Input").asText())
                .containsExactly("Tokyo", "Seattle", "London");
        assertThat(only(history, "ExecutionStarted").path("Input").isNull()).isTrue();
    }

    @Test
    @DisplayName("a child that failed looks like an activity that failed (H-81)")
    void failed_child() {
        door.post("orchestrators/Parent/history-parent?timeout=10");

        var failed = only(history("history-parent", ""), "SubOrchestrationInstanceFailed");

        assertThat(fields(failed))
                .containsExactly(
                        "EventType",
                        "Timestamp",
                        "ScheduledTime",
                        "FunctionName",
                        "Input",
                        "Reason",
                        "Details",
                        "FailureDetails");
        assertThat(failed.path("FunctionName").asText()).isEqualTo("Broken");
        assertThat(failed.path("Input").asInt()).isEqualTo(7);
        assertThat(failed.path("Reason").asText()).contains("no luck");
        assertThat(failed.path("Details").asText()).contains("no luck");
    }

    @Test
    @DisplayName("a failed operation of an entity has the id of its request and its failure (H-88, H-89)")
    void failed_operation() {
        door.post("orchestrators/Parent/history-entity?timeout=10");
        var history = history("history-entity", "");

        var called = only(history, "EntityOperationCalled");
        var failed = only(history, "EntityOperationFailed");

        assertThat(fields(called))
                .containsExactly("EventType", "Timestamp", "RequestId", "InstanceId", "Operation", "Input");
        assertThat(fields(failed))
                .containsExactly("EventType", "Timestamp", "RequestId", "InstanceId", "Operation", "FailureDetails");
        assertThat(failed.path("RequestId")).isEqualTo(called.path("RequestId"));
        assertThat(failed.path("InstanceId").asText()).isEqualTo("@counter@rules");
        assertThat(failed.path("FailureDetails").path("ErrorMessage").asText()).isEqualTo("no more");
    }

    @Test
    @DisplayName("a failure has its causes in the same shape, all the way down (H-88)")
    void causes() {
        door.post("orchestrators/Nested/history-causes?timeout=10");
        var history = history("history-causes", "");

        var outer = only(history, "TaskFailed").path("FailureDetails");
        var inner = outer.path("InnerFailure");

        for (JsonNode each : List.of(outer, inner)) {
            assertThat(fields(each))
                    .containsExactly(
                            "ErrorType", "ErrorMessage", "StackTrace", "InnerFailure", "IsNonRetriable", "Properties");
            assertThat(each.path("StackTrace").isTextual()).isTrue();
            assertThat(each.path("IsNonRetriable").isBoolean()).isTrue();
            assertThat(each.path("Properties").isObject()
                            || each.path("Properties").isNull())
                    .isTrue();
        }
        assertThat(inner.path("ErrorType").asText()).isEqualTo("java.lang.ArithmeticException");
        assertThat(inner.path("ErrorMessage").asText()).isEqualTo("inside");
        assertThat(inner.path("InnerFailure").isNull()).isTrue();
        var end = only(history, "ExecutionCompleted");
        assertThat(end.path("OrchestrationStatus").asText()).isEqualTo("Failed");
        assertThat(end.path("FailureDetails").path("ErrorMessage").asText()).contains("outside");
    }

    @Test
    @DisplayName("there is the current generation alone, its input and the number of those before (H-87, H-90)")
    void generations() {
        door.postJson("orchestrators/Generations/history-generations", "3");
        var status = Awaitility.await()
                .until(
                        () -> json(door.get("instances/history-generations?showHistory=true")),
                        found -> found.path("input").asInt() == 0);

        var history = list(status);

        var started = only(history, "ExecutionStarted");
        assertThat(started.path("Input").asInt()).isZero();
        assertThat(started.path("Generation").asInt()).isEqualTo(3);
        assertThat(history)
                .extracting(item -> item.path("EventType").asText())
                .doesNotContain("ContinueAsNew", "TimerCreated", "TimerFired", "ExecutionCompleted");
    }

    @Test
    @DisplayName("the reason of each command is the text that was given, whatever it looks like (H-63, H-86)")
    void reasons() {
        door.post("orchestrators/Quiet/history-reasons");
        door.awaitStatus("history-reasons", "Running");
        door.post("instances/history-reasons/suspend?reason=5");
        door.post("instances/history-reasons/resume?reason=%7B%22a%22:1%7D");
        door.post("instances/history-reasons/suspend");
        door.awaitStatus("history-reasons", "Suspended");
        door.post("instances/history-reasons/terminate?reason=%7B%22a%22:1%7D");
        door.awaitStatus("history-reasons", "Terminated");

        var history = history("history-reasons", "");

        assertThat(all(history, "ExecutionSuspended"))
                .extracting(item -> item.path("Reason").toString())
                .containsExactly("\"5\"", "null");
        assertThat(only(history, "ExecutionResumed").path("Reason").asText()).isEqualTo("{\"a\":1}");
        assertThat(only(history, "ExecutionTerminated").path("Input").toString())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("a rewind keeps its reason (H-63, H-86)")
    void rewound() {
        door.post("orchestrators/Broken/history-rewound?timeout=10");

        door.post("instances/history-rewound/rewind?reason=fixed+it");

        Awaitility.await()
                .untilAsserted(() -> assertThat(only(history("history-rewound", ""), "ExecutionRewound")
                                .path("Reason")
                                .asText())
                        .isEqualTo("fixed it"));
    }

    @Test
    @DisplayName("there is nothing while an instance is pending: the field is left out (H-42)")
    void pending() {
        door.post("orchestrators/Quiet/history-pending?startAt=9000-01-01");

        var status = json(door.get("instances/history-pending?showHistory=true"));

        assertThat(status.path("runtimeStatus").asText()).isEqualTo("Pending");
        assertThat(status.has("historyEvents")).isFalse();
    }
}

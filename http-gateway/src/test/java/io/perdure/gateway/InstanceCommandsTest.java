package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.BusyException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Commands to an instance")
class InstanceCommandsTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
        door.post("orchestrators/Echo/completed?timeout=10");
        door.post("orchestrators/Broken/failed?timeout=10");
        running("terminated");
        door.post("instances/terminated/terminate");
        door.awaitStatus("terminated", "Terminated");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static void running(String id) {
        door.post("orchestrators/Approval/" + id);
        door.awaitStatus(id, "Running");
    }

    private static HttpResponse<String> command(String id, String operation) {
        String path = "instances/" + id + "/" + operation;
        return operation.startsWith("raiseEvent") ? door.postJson(path, "1") : door.post(path);
    }

    @ParameterizedTest(name = "{0} of an instance that is {1} is {2}")
    @CsvSource({
        "terminate, unknown, 404",
        "terminate, completed, 410",
        "terminate, failed, 410",
        "terminate, terminated, 410",
        "suspend, unknown, 404",
        "suspend, completed, 410",
        "suspend, failed, 410",
        "suspend, terminated, 410",
        "resume, unknown, 404",
        "resume, completed, 410",
        "resume, failed, 410",
        "resume, terminated, 410",
        "raiseEvent/x, unknown, 404",
        "raiseEvent/x, completed, 410",
        "raiseEvent/x, failed, 410",
        "raiseEvent/x, terminated, 410",
        "rewind, unknown, 404",
        "rewind, completed, 410",
        "rewind, terminated, 410",
        "terminate, @counter@a, 404",
        "raiseEvent/x, a%2Fb, 404"
    })
    @DisplayName("are refused without a body by the table of statuses (H-4, H-57 … H-61)")
    void refused(String operation, String id, int status) {
        var answer = command(id, operation);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("raise event: 202 without a body, and the instance gets the data (H-60)")
    void event() {
        running("c1");

        var answer = door.postJson("INSTANCES/c1/RaiseEvent/approval", "{\"by\":\"ann\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(door.awaitStatus("c1", "Completed").path("output").toString())
                .isEqualTo("{\"by\":\"ann\"}");
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "application/json | null | 202",
                "Application/JSON; charset=utf-8 | 1 | 202",
                "text/plain | 1 | 400",
                "- | 1 | 400",
                "application/json | '' | 400",
                "application/json | {bad | 400"
            })
    @DisplayName("raise event wants JSON that says so (H-68)")
    void event_content(String type, String body, int status) {
        door.post("orchestrators/Endless/c2");
        var request = door.request("instances/c2/raiseEvent/x").POST(HttpRequest.BodyPublishers.ofString(body));

        var answer = door.send(type == null ? request : request.header("Content-Type", type));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(json(answer).path("Message").asText()).isNotBlank();
        }
    }

    @ParameterizedTest(name = "to one that is {0}: {1}")
    @CsvSource({"completed, 410", "unknown, 404"})
    @DisplayName("what the instance is counts before what was sent (H-69)")
    void status_first(String id, int status) {
        assertThat(door.postJson("instances/" + id + "/raiseEvent/x", "{bad").statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "reason={0}: output {1}")
    @CsvSource(
            delimiter = '|',
            value = {"not%20needed | \"not needed\"", "%7B%22a%22:0.10%7D | {\"a\":0.10}", "5 | 5", "' ' | null"})
    @DisplayName("terminate: the reason becomes the output, JSON as JSON (H-14, H-63)")
    void terminate(String reason, String output) {
        String id = "t" + Integer.toHexString(reason.hashCode());
        running(id);

        var answer = door.post("instances/" + id + "/terminate?reason=" + reason.replace(" ", "+"));

        assertThat(answer.statusCode()).isEqualTo(202);
        door.awaitStatus(id, "Terminated");
        assertThat(door.get("instances/" + id).body()).contains("\"output\":" + output + ",");
    }

    @Test
    @DisplayName("terminating twice is 202, then 410 (H-64)")
    void terminate_twice() {
        running("c3");

        assertThat(door.post("instances/c3/terminate").statusCode()).isEqualTo(202);
        assertThat(door.post("instances/c3/terminate").statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("suspend and resume are 202, also a second time; in between events are kept (H-58 … H-60)")
    void suspend_and_resume() {
        running("c4");

        assertThat(door.post("instances/c4/suspend?reason=lunch").statusCode()).isEqualTo(202);
        assertThat(door.post("instances/c4/suspend").statusCode()).isEqualTo(202);
        assertThat(door.awaitStatus("c4", "Suspended").path("output").isNull()).isTrue();
        assertThat(door.get("instances/c4").statusCode()).isEqualTo(202);
        assertThat(door.postJson("instances/c4/raiseEvent/Approval", "7").statusCode())
                .isEqualTo(202);
        assertThat(door.post("instances/c4/resume").statusCode()).isEqualTo(202);
        assertThat(door.awaitStatus("c4", "Completed").path("output").asInt()).isEqualTo(7);
    }

    @Test
    @DisplayName("resume of one that is not suspended is 202 and does nothing (H-59)")
    void resume() {
        running("c5");

        assertThat(door.post("instances/c5/resume").statusCode()).isEqualTo(202);
        assertThat(json(door.get("instances/c5")).path("runtimeStatus").asText())
                .isEqualTo("Running");
    }

    @Test
    @DisplayName("rewind of a failed one is 202 and runs it again; of a live one 412 that says why (H-61)")
    void rewind() {
        running("c6");
        door.post("orchestrators/Broken/c7?timeout=10");

        var live = door.post("instances/c6/rewind");
        var failed = door.post("instances/c7/rewind?reason=mended");

        assertThat(live.statusCode()).isEqualTo(412);
        assertThat(json(live).path("Message").asText()).contains("Running");
        assertThat(failed.statusCode()).isEqualTo(202);
        door.awaitStatus("c7", "Failed");
        assertThat(json(door.get("instances/c7?showHistory=true"))
                        .path("historyEvents")
                        .findValuesAsText("EventType"))
                .contains("ExecutionRewound");
    }

    @Test
    @DisplayName("restart: a new instance with the same name and input, under a new id (H-65)")
    void restart() {
        door.postJson("orchestrators/Echo/c8?timeout=10", "{\"n\":8}");

        var answer = door.post("instances/c8/restart");

        assertThat(answer.statusCode()).isEqualTo(202);
        String id = json(answer).path("id").asText();
        assertThat(id).isNotEqualTo("c8");
        var status = door.awaitStatus(id, "Completed");
        assertThat(status.path("name").asText()).isEqualTo("Echo");
        assertThat(status.path("output").toString()).isEqualTo("{\"n\":8}");
    }

    @Test
    @DisplayName("restart under the same id: when it has ended, and with a wait (H-65, H-67)")
    void restart_same_id() {
        door.postJson("orchestrators/Echo/c9?timeout=10", "9");
        running("c10");

        var ended = door.post("instances/c9/restart?restartWithNewInstanceId=false&timeout=10");
        var live = door.post("instances/c10/restart?restartWithNewInstanceId=false");

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo("9");
        assertThat(live.statusCode()).isEqualTo(409);
    }

    @Test
    @DisplayName("restart of an unknown one is 400, not 404 (H-66)")
    void restart_unknown() {
        var answer = door.post("instances/unknown/restart");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("Message").asText()).contains("'unknown'");
    }

    @Test
    @DisplayName("busy is 503 with Retry-After, for every command")
    void busy() {
        try (var busy = GatewayFixture.start(ScriptedOrchestrations.failing(new BusyException("Too much waits.")))) {
            for (String path :
                    new String[] {"instances/a/terminate", "instances/a/restart", "orchestrators/Echo?timeout=1"}) {
                var answer = busy.post(path);

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
        }
    }
}

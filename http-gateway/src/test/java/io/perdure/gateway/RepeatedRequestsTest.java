package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for an orchestration, repeated under the same Idempotency-Key (H-32, H-104)")
class RepeatedRequestsTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static HttpResponse<String> post(String path, String key, String body) {
        return door.send(door.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"orchestrators/Approval/given", "orchestrators/Approval", "/api/orchestrators/Approval"})
    @DisplayName("start: 202 and the same links, while the instance runs and when it has ended")
    void start(String path) {
        var first = post(path, "start " + path, "1");
        String id = json(first).path("id").asText();
        var again = post(path, "start " + path, "1");
        door.postJson("instances/" + id + "/raiseEvent/Approval", "true");
        String before = door.awaitStatus(id, "Completed").path("createdTime").asText();
        var ended = post(path, "start " + path, "1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(ended.statusCode()).isEqualTo(202);
        assertThat(ended.body()).isEqualTo(first.body());
        var status = json(door.get("instances/" + id));
        assertThat(status.path("runtimeStatus").asText()).isEqualTo("Completed");
        assertThat(status.path("createdTime").asText()).isEqualTo(before);
    }

    @Test
    @DisplayName("start that is waited for: 200 and the output each time")
    void waited() {
        var first = post("orchestrators/Hello?timeout=10", "waited", "null");
        var again = post("orchestrators/Hello?timeout=10", "waited", "null");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    @DisplayName("start without an id: an id of 32 hexadecimal digits, another for another key or orchestrator (H-26)")
    void ids() {
        assertThat(new String[] {
                    json(post("orchestrators/Echo", "k-1", "1")).path("id").asText(),
                    json(post("orchestrators/Echo", "k-2", "1")).path("id").asText(),
                    json(post("orchestrators/Hello", "k-1", "null")).path("id").asText()
                })
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    @DisplayName("start under the id of a live instance, with another key: 409 (H-31)")
    void another_key() {
        post("orchestrators/Approval/taken", "k-1", "1");

        assertThat(post("orchestrators/Approval/taken", "k-2", "1").statusCode())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("event: 202 again, also when the instance has ended meanwhile (H-60)")
    void event() {
        door.post("orchestrators/Approval/e1");

        var first = post("instances/e1/raiseEvent/Approval", "e", "1");
        door.awaitStatus("e1", "Completed");
        var again = post("instances/e1/raiseEvent/Approval", "e", "1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("terminate: 202 again, where it would be 410 without (H-57)")
    void terminate() {
        door.post("orchestrators/Approval/t1");
        post("instances/t1/terminate", "t", "");
        door.awaitStatus("t1", "Terminated");

        assertThat(post("instances/t1/terminate", "t", "").statusCode()).isEqualTo(202);
        assertThat(door.post("instances/t1/terminate").statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("restart: one new instance, and its links each time (H-65)")
    void restart() {
        door.post("orchestrators/Hello/r1?timeout=10");

        var first = post("instances/r1/restart", "r", "");
        var again = post("instances/r1/restart", "r", "");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"raiseEvent/Approval", "terminate", "suspend", "resume", "rewind", "restart"})
    @DisplayName("a key of more than 200 characters: 400 that says so, and nothing has happened")
    void too_long(String operation) {
        String id = "long-" + operation.replace('/', '-');
        door.post("orchestrators/Approval/" + id);
        door.awaitStatus(id, "Running");

        var answer = post("instances/" + id + "/" + operation, "k".repeat(201), "1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("Message").asText())
                .startsWith("Request id: \"kkk")
                .contains("of 201 characters (expected: 1 to 200");
        assertThat(json(door.get("instances/" + id)).path("runtimeStatus").asText())
                .isEqualTo("Running");
    }

    @Test
    @DisplayName("a bad key to an instance that is unknown or has ended: 404, 410 (H-69)")
    void status_first() {
        door.post("orchestrators/Echo/over?timeout=10");

        assertThat(post("instances/nobody/terminate", "k".repeat(201), "").statusCode())
                .isEqualTo(404);
        assertThat(post("instances/over/raiseEvent/x", "k".repeat(201), "1").statusCode())
                .isEqualTo(410);
    }
}

package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Starting an orchestration")
class StartTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + door.port() + GatewayFixture.BASE + path;
    }

    @Test
    @DisplayName("is 202 with Location, Retry-After and all links (H-24, H-28, H-33, H-34)")
    void check_status() {
        var answer = door.postJson("orchestrators/Approval/s%201", "{}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        String suffix = "taskHub=default&connection=Storage";
        assertThat(answer.headers().firstValue("Location")).contains(url("instances/s%201?" + suffix));
        var body = json(answer);
        assertThat(body).hasSize(9);
        assertThat(body.path("id").asText()).isEqualTo("s 1");
        assertThat(body.path("statusQueryGetUri").asText()).isEqualTo(url("instances/s%201?" + suffix));
        assertThat(body.path("sendEventPostUri").asText())
                .isEqualTo(url("instances/s%201/raiseEvent/{eventName}?" + suffix));
        for (String command : new String[] {"terminate", "suspend", "resume", "rewind"}) {
            assertThat(body.path(command + "PostUri").asText())
                    .isEqualTo(url("instances/s%201/" + command + "?reason={text}&" + suffix));
        }
        assertThat(body.path("restartPostUri").asText()).isEqualTo(url("instances/s%201/restart?" + suffix));
        assertThat(body.path("purgeHistoryDeleteUri").asText()).isEqualTo(url("instances/s%201?" + suffix));
    }

    @Test
    @DisplayName("without an id makes one of 32 hexadecimal digits (H-26)")
    void generated_id() {
        var answer = door.post("orchestrators/Echo");

        assertThat(json(answer).path("id").asText()).matches("[0-9a-f]{32}");
    }

    @Test
    @DisplayName("is seen by a GET at once (H-45)")
    void read_your_writes() {
        String location = door.post("orchestrators/Approval")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(door.get(location.substring(location.indexOf("/runtime"))).statusCode())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("puts returnInternalServerErrorOnFailure into the status URL alone (H-35)")
    void failure_flag() {
        var answer = door.post("orchestrators/Echo?returnInternalServerErrorOnFailure=TRUE");

        assertThat(json(answer).path("statusQueryGetUri").asText())
                .endsWith("&returnInternalServerErrorOnFailure=true");
        assertThat(json(answer).path("purgeHistoryDeleteUri").asText()).endsWith("&connection=Storage");
    }

    @Test
    @DisplayName("that is waited for answers with the output alone (H-30)")
    void waited() {
        var answer = door.post("orchestrators/hELLO?timeout=10");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest(name = "input {0} comes out as {1}")
    @CsvSource(
            delimiter = '|',
            value = {"'' | null", "null | null", "\"\" | \"\"", "0.10 | 0.10", "{\"a\":[]} | {\"a\":[]}"})
    @DisplayName("takes any JSON, and nothing, whatever its type is said to be (H-14, H-25)")
    void inputs(String input, String output) {
        var answer = door.send(door.request("orchestrators/Echo?timeout=10&pollingInterval=1")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(input)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(output);
    }

    @Test
    @DisplayName("that takes longer than the wait is 202 with the links (H-30)")
    void too_long() {
        var answer = door.post("orchestrators/Approval?timeout=0.05");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("statusQueryGetUri").asText()).contains("/instances/");
    }

    @Test
    @DisplayName("that continues as new is not finished (H-30)")
    void continued() {
        assertThat(door.post("orchestrators/Endless/endless?timeout=0.3").statusCode())
                .isEqualTo(202);
        assertThat(door.get("instances/endless").statusCode()).isEqualTo(202);
        door.post("instances/endless/terminate");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"Broken?timeout=10, 200", "Broken?timeout=10&returnInternalServerErrorOnFailure=true, 500"})
    @DisplayName("that fails within the wait answers as its status does (H-30)")
    void failed(String start, int status) {
        var answer = door.post("orchestrators/" + start);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("runtimeStatus").asText()).isEqualTo("Failed");
        assertThat(json(answer).path("output").asText()).contains("no luck");
    }

    @Test
    @DisplayName("under the id of a live instance is 409 that names its status; of an ended one replaces it (H-31)")
    void duplicates() {
        door.post("orchestrators/Approval/twice");
        door.awaitStatus("twice", "Running");

        var live = door.post("orchestrators/Approval/twice");
        door.post("instances/twice/terminate");
        door.awaitStatus("twice", "Terminated");
        var ended = door.postJson("orchestrators/Echo/twice?timeout=10", "\"second\"");

        assertThat(live.statusCode()).isEqualTo(409);
        assertThat(json(live).path("Message").asText()).contains("'twice'", "Running");
        assertThat(ended.body()).isEqualTo("\"second\"");
    }

    @Test
    @DisplayName("of two at the same time under one id, one wins (H-31, O-134)")
    void race() {
        var first =
                door.sendAsync(door.request("orchestrators/Approval/race").POST(HttpRequest.BodyPublishers.noBody()));
        var second =
                door.sendAsync(door.request("orchestrators/Approval/race").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(new int[] {first.join().statusCode(), second.join().statusCode()})
                .containsExactlyInAnyOrder(202, 409);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Nothing",
                "Echo/@counter@a",
                "Echo/a%2Fb",
                "Echo/a%0Ab",
                "Echo/x?timeout=1&pollingInterval=2",
                "Echo/x?timeout=-1",
                "Echo/x?startAt=tomorrow",
                "Echo/x?taskHub=other"
            })
    @DisplayName("is 400 for an unknown name, a wrong id, a wrong wait, another hub (H-8, H-27, H-29)")
    void refused(String path) {
        var answer = door.post("orchestrators/" + path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("Message").asText()).isNotBlank();
    }

    @Test
    @DisplayName("with startAt does not run before, and shows as Pending (H-32, O-131)")
    void start_at() {
        door.post("orchestrators/Echo/later?startAt=" + Instant.now().plusSeconds(3_600));

        var status = json(door.get("instances/later?showHistory=true"));

        assertThat(status.path("runtimeStatus").asText()).isEqualTo("Pending");
        assertThat(status.has("historyEvents")).as("no history yet (H-42)").isFalse();
    }

    @Test
    @DisplayName("is possible where applications of Durable Functions have it: /api/orchestrators/{name} (H-107)")
    void api() {
        var answer = door.send(door.request("/api/orchestrators/Echo/by-api?timeout=10")
                .POST(HttpRequest.BodyPublishers.ofString("1")));

        assertThat(answer.body()).isEqualTo("1");
        assertThat(door.get("instances/by-api").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("that is waited for is 202 when the server stops (H-103)")
    void stopping() {
        try (var stopped = GatewayFixture.start()) {
            var waiting = stopped.sendAsync(
                    stopped.request("orchestrators/Approval/w?timeout=60").POST(HttpRequest.BodyPublishers.noBody()));
            stopped.awaitStatus("w", "Running");

            stopped.server().close();

            assertThat(waiting.join().statusCode()).isEqualTo(202);
        }
    }

    @Test
    @DisplayName("hides a wait that nobody makes any more: the instance goes on (H-103)")
    void client_gone() {
        var waiting = door.sendAsync(
                door.request("orchestrators/Approval/gone?timeout=60").POST(HttpRequest.BodyPublishers.noBody()));
        door.awaitStatus("gone", "Running");
        waiting.cancel(true);

        door.postJson("instances/gone/raiseEvent/Approval", "true");

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(door.get("instances/gone").body()).contains("\"output\":true"));
    }
}

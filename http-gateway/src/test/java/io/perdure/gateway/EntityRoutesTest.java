package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Entity endpoints")
class EntityRoutesTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("H-92: GET answers with the state alone")
    void state_alone() {
        door.postJson("entities/note/h92?op=set", "{\"a\":[1,2]}");

        var answer = door.get("entities/note/h92");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":[1,2]}");
    }

    @Test
    @DisplayName("H-92: GET of what does not exist is 404 without a body, and creates nothing")
    void absent() {
        var answer = door.get("entities/counter/h92-absent");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(door.get("entities/counter").body()).doesNotContain("h92-absent");
    }

    @Test
    @DisplayName("H-93: names are the same in any case, keys are not")
    void cases() {
        door.postJson("entities/Counter/h93?op=add", "5");

        assertThat(door.get("entities/COUNTER/h93").body()).isEqualTo("5");
        assertThat(door.get("entities/counter/H93").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("H-93: $ is the empty key, for every method")
    void empty_key() {
        assertThat(door.postJson("entities/counter/$?op=add", "7").statusCode()).isEqualTo(202);
        assertThat(door.get("entities/counter/$").body()).isEqualTo("7");
        assertThat(door.get("entities/counter").body()).contains("{\"name\":\"counter\",\"key\":\"\"}");
        assertThat(door.delete("entities/counter/$").statusCode()).isEqualTo(202);
        assertThat(door.get("entities/counter/$").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("H-94: POST signals: 202 without a body, creates, and hides failures")
    void signal() {
        var first = door.postJson("entities/counter/h94?op=add", "2");
        var failing = door.post("entities/counter/h94?op=fail");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEmpty();
        assertThat(failing.statusCode()).isEqualTo(202);
        assertThat(door.get("entities/counter/h94").body()).isEqualTo("2");
    }

    @Test
    @DisplayName("H-95: a body that is not JSON is a string; none is no input")
    void string_input() {
        door.send(door.request("entities/note/h95?op=set")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("say \"ä\"\n")));

        assertThat(door.get("entities/note/h95").body()).isEqualTo("\"say \\\"ä\\\"\\n\"");
        door.post("entities/note/h95-none?op=set");
        assertThat(door.get("entities/note/h95-none").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("H-95: a body that says JSON and is not is 400 with a message")
    void bad_json() throws JsonProcessingException {
        var answer = door.postJson("entities/counter/h95?op=add", "{1}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("Message").textValue())
                .isEqualTo("Request body: not JSON at line 1, column 2 (expected: one JSON value).");
    }

    @Test
    @DisplayName("H-95: a body that breaks off says where, and repeats nothing of it")
    void cut_off_json() throws JsonProcessingException {
        assertThat(json(door.postJson("entities/counter/h95?op=add", "{\"a\":"))
                        .path("Message")
                        .textValue())
                .isEqualTo("Request body: JSON that breaks off at line 1, column 6 (expected: one JSON value).");
    }

    @Test
    @DisplayName("H-95: a body that is nested too deeply names the setting")
    void deep_json() throws JsonProcessingException {
        assertThat(json(door.postJson("entities/counter/h95?op=add", "[".repeat(201)))
                        .path("Message")
                        .textValue())
                .contains("at most 200 levels, perdure.http.max-json-depth");
    }

    @Test
    @DisplayName("H-96: DELETE deletes, and is 202 for what does not exist too")
    void delete() {
        door.postJson("entities/counter/h96?op=add", "1");

        assertThat(door.delete("entities/counter/h96").statusCode()).isEqualTo(202);
        assertThat(door.get("entities/counter/h96").statusCode()).isEqualTo(404);
        assertThat(door.delete("entities/counter/h96-never").statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("H-97: a type that is not registered is 404, with a message")
    void unknown_type() throws JsonProcessingException {
        var answer = door.get("entities/Nothing/a");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("Message").textValue())
                .isEqualTo(
                        "Entity 'Nothing' is not registered (known: Counter, Note). Register it in a DurableModule.");
    }

    @Test
    @DisplayName("H-98: a signal with a date in the future waits for it")
    void scheduled() {
        assertThat(door.postJson("entities/counter/h98?op=add&at=9999-01-01", "1")
                        .statusCode())
                .isEqualTo(202);
        assertThat(door.get("entities/counter/h98").statusCode()).isEqualTo(404);

        door.postJson("entities/counter/h98?op=add&at=2020-01-01T00:00:00+02:00", "1");
        assertThat(door.get("entities/counter/h98").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("H-104: a request id makes a repeated signal harmless")
    void idempotent_signal() {
        for (int i = 0; i < 3; i++) {
            door.send(door.request("entities/counter/h104?op=add")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "once")
                    .POST(HttpRequest.BodyPublishers.ofString("1")));
        }

        assertThat(door.get("entities/counter/h104").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("H-2: literals and parameter names in any case; values decoded once; a final slash is nothing")
    void matching() {
        door.postJson("/Runtime/WEBHOOKS/DurableTask/Entities/Note/a%20%C3%A4%2525/?OP=set", "1");

        assertThat(door.get("entities/note/a%20%C3%A4%2525").body()).isEqualTo("1");
        assertThat(door.get("entities/note").body()).contains("\"key\":\"a ä%25\"");
    }

    @Test
    @DisplayName("H-3: a wrong method and an unknown path are 404 without a body")
    void not_found() {
        var wrongMethod =
                door.send(door.request("entities/counter/a").method("PUT", HttpRequest.BodyPublishers.ofString("1")));
        var wrongPath = door.get("entities/counter/a/b/c");

        assertThat(wrongMethod.statusCode()).isEqualTo(404);
        assertThat(wrongMethod.body()).isEmpty();
        assertThat(wrongPath.statusCode()).isEqualTo(404);
        assertThat(wrongPath.body()).isEmpty();
    }

    @Test
    @DisplayName("H-4: JSON says its charset")
    void content_type() {
        assertThat(door.get("entities").headers().firstValue("Content-Type"))
                .contains("application/json; charset=utf-8");
    }

    @Test
    @DisplayName("H-8: another hub does not exist; ours may be named, and connection and code are ignored")
    void hub() {
        assertThat(door.get("entities?taskHub=other").statusCode()).isEqualTo(404);
        assertThat(door.get("entities?taskHub=%20&taskhub=Default&connection=Storage&code=x")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("H-105: a body above the limit is 413, whether it says its length or comes in chunks")
    void too_large() throws JsonProcessingException {
        String large = "\"" + "x".repeat(1_100_000) + "\"";
        var chunked = door.send(door.request("entities/note/h105?op=set")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large))));

        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(json(chunked).path("Message").textValue()).contains("perdure.http.max-body-size");
        assertThat(door.get("entities/note/h105").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("a chunked body below the limit is read whole")
    void chunked() {
        String text = "\"" + "x".repeat(200_000) + "\"";
        door.send(door.request("entities/note/chunked?op=set")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(text))));

        assertThat(door.get("entities/note/chunked").body()).isEqualTo(text);
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return new ObjectMapper().readTree(answer.body());
    }
}

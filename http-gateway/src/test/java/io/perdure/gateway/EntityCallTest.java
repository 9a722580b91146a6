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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calling an entity, and its history")
class EntityCallTest {
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
    @DisplayName("answers with the result, and null when there is none (H-98)")
    void result() {
        var added = door.postJson("entities/Counter/c1/call?op=add", "5");
        var reset = door.post("entities/Counter/c1/Call?op=reset");

        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(added.body()).isEqualTo("5");
        assertThat(reset.statusCode()).isEqualTo(200);
        assertThat(reset.body()).isEqualTo("null");
    }

    @Test
    @DisplayName("an operation that fails is 422, with the failure as RFC 9457 data and without a stack (E-96)")
    void failed() throws JsonProcessingException {
        var answer = door.post("entities/Counter/c2/call?op=fail");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json; charset=utf-8");
        assertThat(json(answer)).isEqualTo(new ObjectMapper().readTree("""
                                {"type":"urn:perdure:problem:operation-failed",
                                 "title":"The operation failed and was undone.",
                                 "status":422,
                                 "detail":"Operation 'fail' of entity @counter@c2 failed: java.lang.IllegalStateException: no more",
                                 "entityId":{"name":"counter","key":"c2"},
                                 "operation":"fail",
                                 "errorType":"java.lang.IllegalStateException",
                                 "errorMessage":"no more",
                                 "isNonRetriable":false,
                                 "innerFailure":{"errorType":"java.lang.ArithmeticException","errorMessage":"overflow",
                                                 "isNonRetriable":false,"innerFailure":null}}
                                """));
    }

    @Test
    @DisplayName("an operation that the entity does not have is 404, and says so (E-39)")
    void unknown_operation() throws JsonProcessingException {
        var answer = door.post("entities/Counter/c3/call?op=dance");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").textValue()).isEqualTo("urn:perdure:problem:unknown-operation");
    }

    @Test
    @DisplayName("an entity that is not registered is 404 as a problem")
    void unknown_entity() throws JsonProcessingException {
        var answer = door.post("entities/Nothing/c/call?op=get");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").textValue()).isEqualTo("urn:perdure:problem:unknown-entity");
    }

    @ParameterizedTest(name = "{0} of …/{1} is 404, and says that it wants {2}")
    @CsvSource({"GET, call, POST", "DELETE, Call, POST", "POST, history, GET", "PUT, history, GET"})
    void wrong_method(String method, String resource, String expected) throws JsonProcessingException {
        var answer = door.send(
                door.request("entities/Counter/c/" + resource).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").textValue()).isEqualTo("urn:perdure:problem:wrong-method");
        assertThat(json(answer).path("detail").textValue())
                .isEqualTo("Method of …/%s: %s (expected: %s).".formatted(resource, method, expected));
    }

    @Test
    @DisplayName("a repeated call with the same request id has no effect and gets the first answer (H-104)")
    void idempotent() {
        for (int i = 0; i < 3; i++) {
            var answer = door.send(door.request("entities/counter/c4/call?op=add")
                    .header("Content-Type", "application/json")
                    .header("idempotency-key", "one")
                    .POST(HttpRequest.BodyPublishers.ofString("5")));
            assertThat(answer.body()).isEqualTo("5");
        }
    }

    @Test
    @DisplayName("the history has the operations, newest first, failures included, page by page (H-13)")
    void history() throws JsonProcessingException {
        door.postJson("entities/counter/c5?op=add", "1");
        door.post("entities/counter/c5?op=fail");
        door.postJson("entities/counter/c5?op=add", "2");

        var first = door.get("entities/counter/c5/history?top=2");
        String token = first.headers().firstValue("x-ms-continuation-token").orElseThrow();
        var second =
                door.send(door.request("entities/counter/c5/history?top=2").header("x-ms-continuation-token", token));

        assertThat(json(first).findValuesAsText("operation")).containsExactly("add", "fail");
        assertThat(json(first).path(0).path("result").intValue()).isEqualTo(3);
        assertThat(json(first).path(0).path("failure").isNull()).isTrue();
        assertThat(json(first).path(1).path("failure").path("errorMessage").textValue())
                .isEqualTo("no more");
        assertThat(json(second).findValuesAsText("operation")).containsExactly("add");
        assertThat(second.headers().firstValue("x-ms-continuation-token")).contains("");
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return new ObjectMapper().readTree(answer.body());
    }
}

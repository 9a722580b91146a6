package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link StartTest} does not come by: limits of ids, odd waits, and what real clients send. */
@ExtendWith(SharedDoor.class)
@DisplayName("A start")
class StartRulesTest {
    private final GatewayFixture door;

    StartRulesTest(GatewayFixture door) {
        this.door = door;
    }

    private CompletableFuture<HttpResponse<String>> waiting(String path) {
        return door.sendAsync(door.request(path).POST(BodyPublishers.noBody()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello | [\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]",
                "Order | \"none\"",
                "Echo  | \"\""
            })
    @DisplayName(
            "without input may carry the two bytes \"\", as some clients send: no input to what takes no text (H-25)")
    void empty_string(String orchestrator, String output) {
        var answer = door.postJson("orchestrators/" + orchestrator + "?timeout=10", "\"\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(output);
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({"1, 202", "256, 202", "257, 400"})
    @DisplayName("takes ids of 1 to 256 characters (H-27, H-91)")
    void length(int length, int status) {
        assertThat(door.post("orchestrators/Echo/" + "i".repeat(length)).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"%2F", "%5C", "%23", "%3F", "%00", "%1F", "%7F", "%C2%80", "%C2%9F", "@", "@a@b"})
    @DisplayName("refuses ids that a path cannot carry, and those of entities, and says what is wrong (H-27, H-91)")
    void refused(String id) {
        var answer = door.post("orchestrators/Echo/" + id);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("Message").asText()).contains("nstance id");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a@b", "%C2%A0", "%E2%82%AC", "%F0%9F%98%80", "a+b", "a;b=1", "a:b", "%25", "~", "%7B0%7D"})
    @DisplayName("takes all other ids, and its links lead there (H-24, H-91)")
    void taken(String id) {
        var started = door.post("orchestrators/Echo/" + id + "?timeout=0.001&x=" + id);
        String raw = started.statusCode() == 202 ? json(started).path("id").asText() : null;
        var again = door.post("orchestrators/Echo/" + id);

        assertThat(again.statusCode()).isIn(202, 409);
        assertThat(door.get("instances/" + id).statusCode()).isIn(200, 202);
        if (again.statusCode() == 202) {
            String location = again.headers().firstValue("Location").orElseThrow();
            assertThat(json(door.send(HttpRequest.newBuilder(java.net.URI.create(location))))
                            .path("instanceId")
                            .asText())
                    .isEqualTo(json(again).path("id").asText());
        }
        assertThat(raw == null || json(again).path("id").asText().equals(raw)).isTrue();
    }

    @Test
    @DisplayName("that asks for 500 on failure has that in Location too, and keeps the other links as they are (H-35)")
    void failure_flag() {
        var answer = door.post("orchestrators/Quiet?returnInternalServerErrorOnFailure=true");

        String status = json(answer).path("statusQueryGetUri").asText();
        assertThat(status).endsWith("&returnInternalServerErrorOnFailure=true");
        assertThat(answer.headers().firstValue("Location")).contains(status);
        json(answer).properties().stream()
                .filter(link -> !link.getKey().equals("statusQueryGetUri"))
                .forEach(link -> assertThat(link.getValue().asText()).doesNotContain("returnInternal"));
    }

    @Test
    @DisplayName("that is terminated while it is waited for answers as its status does (H-30)")
    void terminated() {
        var waiting = waiting("orchestrators/Quiet/wait-terminated?timeout=10");
        door.awaitStatus("wait-terminated", "Running");

        door.post("instances/wait-terminated/terminate?reason=enough");

        var answer = waiting.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(door.get("instances/wait-terminated").body());
        assertThat(json(answer).path("runtimeStatus").asText()).isEqualTo("Terminated");
        assertThat(json(answer).path("output").asText()).isEqualTo("enough");
    }

    @Test
    @DisplayName("that is suspended is not finished: the wait ends with the links (H-30)")
    void suspended() {
        door.post("orchestrators/Quiet/wait-suspended");
        door.awaitStatus("wait-suspended", "Running");
        door.post("instances/wait-suspended/suspend");
        door.awaitStatus("wait-suspended", "Suspended");

        var answer = door.post("instances/wait-suspended/restart?timeout=0.2");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("statusQueryGetUri").asText()).contains("/instances/");
        assertThat(door.get("instances/wait-suspended").statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("is seen at every moment of a change of generations, and never as unknown (H-44)")
    void never_unknown() {
        door.post("orchestrators/Endless/switching");

        for (int i = 0; i < 300; i++) {
            var answer = door.get("instances/switching");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(json(answer).path("runtimeStatus").asText()).isIn("Pending", "Running", "ContinuedAsNew");
        }
        door.post("instances/switching/terminate");
    }

    @Test
    @DisplayName("by restart has name and input of the old one, and neither version nor custom status (H-65)")
    void restarted() {
        door.post("orchestrators/Versioned/restart-old?version=7&timeout=10");

        String id = json(door.post("instances/restart-old/restart")).path("id").asText();
        var old = json(door.get("instances/restart-old"));
        var fresh = door.awaitStatus(id, "Completed");

        assertThat(old.path("output").asText()).isEqualTo("7");
        assertThat(old.path("customStatus").path("version").asText()).isEqualTo("7");
        assertThat(fresh.path("name").asText()).isEqualTo("Versioned");
        assertThat(fresh.path("output").asText()).isEmpty();
        assertThat(fresh.path("customStatus").isNull()).isTrue();
    }

    @Test
    @DisplayName("that nobody waits for is durable when it is answered, and runs (H-28)")
    void durable() {
        var answer = door.postJson("orchestrators/Echo/fire-and-forget", "1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(door.awaitStatus("fire-and-forget", "Completed")
                        .path("output")
                        .asInt())
                .isEqualTo(1);
    }
}

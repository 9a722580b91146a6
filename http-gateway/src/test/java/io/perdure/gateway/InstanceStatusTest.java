package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The status of an instance")
class InstanceStatusTest {
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
    @DisplayName(
            "while it runs is 202 with its own URL and Retry-After, and nulls for what is not there (H-5, H-12, H-38)")
    void running() {
        door.postJson("orchestrators/Approval/s1", "{\"a\":1}");
        door.awaitStatus("s1", "Running");

        var answer = door.get("instances/s1?showInput=true&x=%20");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Location"))
                .contains(
                        "http://127.0.0.1:" + door.port() + GatewayFixture.BASE + "instances/s1?showInput=true&x=%20");
        var status = json(answer);
        assertThat(status.fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "instanceId",
                        "runtimeStatus",
                        "input",
                        "customStatus",
                        "output",
                        "createdTime",
                        "lastUpdatedTime");
        assertThat(status.path("name").asText()).isEqualTo("Approval");
        assertThat(status.path("instanceId").asText()).isEqualTo("s1");
        assertThat(status.path("runtimeStatus").asText()).isEqualTo("Running");
        assertThat(status.path("input").toString()).isEqualTo("{\"a\":1}");
        assertThat(status.path("customStatus").toString()).isEqualTo("{\"step\":1}");
        assertThat(status.path("output").isNull()).isTrue();
        assertThat(status.path("createdTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(status.path("lastUpdatedTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    @DisplayName("when it has completed is 200 with its output, and no Location (H-39)")
    void completed() {
        door.postJson("orchestrators/Echo/s2?timeout=10", "[1,\"\"]");

        var answer = door.get("instances/s2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(json(answer).path("output").toString()).isEqualTo("[1,\"\"]");
    }

    @Test
    @DisplayName("leaves the input out when showInput=false, in any case (H-10)")
    void without_input() {
        door.postJson("orchestrators/Echo/s3?timeout=10", "5");

        var status = json(door.get("instances/s3?SHOWINPUT=False"));

        assertThat(status.path("input").isNull()).isTrue();
        assertThat(status.path("output").asInt()).isEqualTo(5);
    }

    @Test
    @DisplayName("of a failed one is 200, or 500 if asked, with what it failed with as a string (H-40, H-43)")
    void failed() {
        door.post("orchestrators/Broken/s4?timeout=10");

        var plain = door.get("instances/s4");
        var error = door.get("instances/s4?returnInternalServerErrorOnFailure=true");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(error.body()).isEqualTo(plain.body());
        assertThat(json(plain).path("runtimeStatus").asText()).isEqualTo("Failed");
        assertThat(json(plain).path("output").isTextual()).isTrue();
        assertThat(json(plain).path("output").asText()).contains("no luck");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"unknown", "@counter@a", "a%2Fb", "known?taskHub=other"})
    @DisplayName("of an unknown id, of an entity, of another hub is 404 without a body (H-8, H-41, H-46)")
    void unknown(String path) {
        door.post("orchestrators/Echo/known");

        var answer = door.get("instances/" + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("has URLs of the proxy's when they are to be followed, and only then (H-36)")
    void forwarded() {
        try (var trusting = GatewayFixture.start("perdure.http.use-forwarded-host = on")) {
            for (GatewayFixture each : new GatewayFixture[] {door, trusting}) {
                var answer = each.send(each.request("orchestrators/Approval/forwarded")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "shop.example:8443, inner")
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

                String origin =
                        each == trusting ? "https://shop.example:8443/" : "http://127.0.0.1:" + door.port() + "/";
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .startsWith(origin + "runtime/webhooks/durabletask/instances/forwarded");
            }
        }
    }

    @Test
    @DisplayName("ignores a forwarded host that is none (H-36)")
    void forwarded_nonsense() {
        try (var trusting = GatewayFixture.start("perdure.http.use-forwarded-host = on")) {
            var answer = trusting.send(trusting.request("orchestrators/Echo")
                    .header("X-Forwarded-Proto", "javascript")
                    .header("X-Forwarded-Host", "evil/path?")
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .startsWith("http://127.0.0.1:" + trusting.port() + "/");
        }
    }
}

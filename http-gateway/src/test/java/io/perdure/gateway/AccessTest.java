package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A door with keys (H-9)")
class AccessTest {
    private static final String READ = "read-key-0123456789";
    private static final String OPERATE = "operate-key-0123456789";
    private static final String ADMIN = "admin-key-0123456789+/=";
    private static GatewayFixture door;
    private Logged log;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("""
                perdure.http.audit = all
                perdure.http.keys = [
                  { name = watcher, role = read, key = "%s" }
                  { name = shop, role = operate, key = "%s" }
                  { name = boss, role = admin, key = "%s" }
                ]""".formatted(READ, OPERATE, ADMIN));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void listen() {
        log = Logged.everything();
    }

    @AfterEach
    void no_key_in_any_log() {
        log.close();
        assertThat(log.text()).doesNotContain(READ, OPERATE, ADMIN, "admin-key-0123456789%2B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET instances",
                "GET instances/x",
                "GET entities",
                "GET entities/counter/x",
                "POST orchestrators/Hello",
                "POST instances/x/terminate",
                "DELETE instances/x",
                "POST entities/counter/x?op=add",
                "GET nowhere",
                "POST /api/orchestrators/Hello",
                "POST orchestrators/Hello?taskHub=other",
                "PUT instances/x"
            })
    @DisplayName("answers 401 without a body to who has none, and does nothing")
    void without(String request) {
        var answer = send(request, plain -> plain);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong-key-0123456789",
                "read-key-012345678",
                "read-key-01234567890",
                "READ-KEY-0123456789",
                "%20"
            })
    @DisplayName("answers 401 to who has a wrong one")
    void wrong(String key) {
        assertThat(door.get("instances?code=" + key).statusCode()).isEqualTo(401);
        assertThat(send("GET instances", request -> request.header("x-functions-key", key))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("answers with a problem where the original has no such resource")
    void problem() {
        var answer = door.post("entities/counter/x/call?op=get");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:perdure:problem:unauthorized");
    }

    @Test
    @DisplayName("takes a key from the query, in any case of its name, or from the header")
    void both_ways() {
        assertThat(door.get("instances?Code=" + READ).statusCode()).isEqualTo(200);
        assertThat(send("GET instances", request -> request.header("X-Functions-Key", READ))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("takes the right one of two")
    void one_of_two() {
        assertThat(send("GET instances?code=stale-key-of-a-link", request -> request.header("x-functions-key", READ))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("lets each role do what it may, and answers 403 else")
    @CsvSource({
        "GET instances,                         200, 200, 200",
        "GET entities/counter/none,             404, 404, 404",
        "POST entities/counter/roles?op=reset,  403, 202, 202",
        "DELETE entities/counter/roles,         403, 202, 202",
        "POST orchestrators/Hello,              403, 202, 202",
        "POST /api/orchestrators/Hello,         403, 202, 202",
        "POST instances/none/terminate,         403, 404, 404",
        "POST instances/none/rewind,            403, 404, 404",
        "DELETE instances/none,                 403, 403, 404",
        "DELETE instances?createdTimeFrom=2999-01-01, 403, 403, 404",
        "GET nowhere,                           404, 404, 404"
    })
    void roles(String request, int reader, int operator, int admin) {
        assertThat(status(request, READ)).isEqualTo(reader);
        assertThat(status(request, OPERATE)).isEqualTo(operator);
        assertThat(status(request, ADMIN)).isEqualTo(admin);
    }

    @Test
    @DisplayName("says who may not do what")
    void forbidden() {
        var answer = send("POST instances/x/terminate", request -> request.header("x-functions-key", READ));

        assertThat(json(answer).path("Message").asText()).isEqualTo("Access of watcher: read (expected: operate).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/nowhere"})
    @DisplayName("needs none for health, and where nothing is")
    void open(String path) {
        assertThat(door.get(path).statusCode()).isNotEqualTo(401);
    }

    @Test
    @DisplayName("puts the caller's key into links, encoded, so that clients can follow them (H-24)")
    void links() {
        var answer = send("POST orchestrators/Approval", request -> request.header("x-functions-key", ADMIN));

        var links = json(answer);
        String encoded = "&code=admin-key-0123456789%2B%2F%3D";
        assertThat(links.path("statusQueryGetUri").asText()).endsWith(encoded);
        assertThat(links.path("terminatePostUri").asText()).endsWith(encoded);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(links.path("statusQueryGetUri").asText());
        String path = links.path("statusQueryGetUri").asText().replaceFirst("http://[^/]+", "");
        assertThat(door.get(path).statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("keeps the key out of answers when told to")
    void links_without() {
        try (var discreet = GatewayFixture.start("""
                perdure.http { key = "%s", key-in-links = off }""".formatted(ADMIN))) {
            String code = "code=admin-key-0123456789%2B%2F%3D";
            var started = discreet.post("orchestrators/Approval/discreet?" + code);
            var status = discreet.get("instances/discreet?showInput=false&" + code + "&taskHub=default");

            assertThat(started.statusCode()).isEqualTo(202);
            assertThat(started.body() + started.headers()).doesNotContain("admin-key");
            assertThat(status.headers().firstValue("Location").orElseThrow())
                    .endsWith("/instances/discreet?showInput=false&taskHub=default");
        }
    }

    private int status(String request, String key) {
        return send(request, builder -> builder.header("x-functions-key", key)).statusCode();
    }

    private static HttpResponse<String> send(String request, UnaryOperator<HttpRequest.Builder> with) {
        String[] parts = request.split(" ", 2);
        return door.send(with.apply(door.request(parts[1]).method(parts[0], HttpRequest.BodyPublishers.noBody())));
    }
}

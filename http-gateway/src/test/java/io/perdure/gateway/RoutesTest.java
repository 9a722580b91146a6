package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row has a status that only the endpoint gives which is meant; a path that leads nowhere is a bare 404. */
@ExtendWith(SharedDoor.class)
@DisplayName("The paths of the API")
class RoutesTest {
    private static final String ROUTES = """
            H-15 | POST   | orchestrators/Quiet                       | 202
            H-15 | POST   | orchestrators/Quiet/{id}                  | 409
            H-16 | GET    | instances/{id}                            | 202
            H-17 | GET    | instances                                 | 200
            H-18 | DELETE | instances/{id}                            | 200
            H-18 | DELETE | instances                                 | 400
            H-19 | POST   | instances/{id}/suspend                    | 202
            H-19 | POST   | instances/{id}/resume                     | 202
            H-19 | POST   | instances/{id}/rewind                     | 412
            H-19 | POST   | instances/{id}/restart                    | 202
            H-20 | POST   | instances/{id}/raiseEvent/odd             | 202
            H-19 | POST   | instances/{id}/terminate                  | 202
            H-21 | POST   | entities/Counter/routes?op=get            | 202
            H-21 | DELETE | entities/Counter/routes                   | 202
            H-21 | GET    | entities/Counter/$                        | 404
            H-22 | GET    | entities                                  | 200
            H-22 | GET    | entities/Counter                          | 200
            H-23 | POST   | makeprimary                               | 200
            """;

    private final GatewayFixture door;
    private String id = "";

    RoutesTest(GatewayFixture door) {
        this.door = door;
    }

    @BeforeEach
    void one_instance() {
        id = json(door.post("orchestrators/Quiet")).path("id").asText();
        door.awaitStatus(id, "Running");
    }

    private HttpResponse<String> send(String method, String path) {
        String target = path.replace("{id}", id);
        // A body where none belongs must not matter; akka-http lets HEAD have none.
        var body = method.equals("HEAD") ? BodyPublishers.noBody() : BodyPublishers.ofString("1");
        var request = door.request(target).method(method, body);
        return door.send(request.header("Content-Type", "application/json"));
    }

    @ParameterizedTest(name = "{0}: {1} {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = ROUTES)
    @DisplayName("lead where they should (H-1, H-15 … H-23)")
    void routes(String rule, String method, String path, int status) {
        assertThat(send(method, path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', textBlock = ROUTES)
    @DisplayName("match their literals in any case, and may end in a slash (H-2)")
    void any_case(String rule, String method, String path, int status) {
        // Names of orchestrators and entities are matched in any case too; ids are not.
        String upper = (GatewayFixture.BASE + path).toUpperCase(Locale.ROOT).replace("{ID}", "{id}");
        int query = upper.indexOf('?');
        String slashed = query < 0 ? upper + '/' : upper.substring(0, query) + '/' + upper.substring(query);

        assertThat(send(method, slashed).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', textBlock = ROUTES)
    @DisplayName("do not mind connection, the hub's own name, blank and unknown parameters (H-8)")
    void common_parameters(String rule, String method, String path, int status) {
        String more = "connection=Elsewhere&taskHub=&TASKHUB=Default&code=&unknown=1&showInput";

        assertThat(send(method, path + (path.contains("?") ? '&' : '?') + more).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', textBlock = ROUTES)
    @DisplayName("are the same relative to a base that ends in a slash, as a client resolves them")
    void relative(String rule, String method, String path, int status) {
        URI base = URI.create("http://127.0.0.1:" + door.port() + GatewayFixture.BASE);
        var request = HttpRequest.newBuilder(
                        base.resolve(path.replace("{id}", id).replace("$", "%24")))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("1"));

        assertThat(door.send(request).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET orchestrators/Quiet",
                "DELETE orchestrators/Quiet/{id}",
                "POST instances/{id}",
                "PUT instances/{id}",
                "PATCH instances/{id}",
                "HEAD instances/{id}",
                "OPTIONS instances/{id}",
                "POST instances",
                "GET instances/{id}/terminate",
                "DELETE instances/{id}/suspend",
                "PUT instances/{id}/raiseEvent/x",
                "POST instances/{id}/foo",
                "POST instances/{id}/raiseEvent",
                "POST instances/{id}/raiseEvent/",
                "POST instances/{id}/terminate/now",
                "PUT entities/Counter/a",
                "PATCH entities/Counter/a",
                "GET makeprimary",
                "POST makeprimary/now",
                "GET things"
            })
    @DisplayName("with a wrong method, or beyond what there is, are a bare 404 and do nothing (H-3, H-4)")
    void nowhere(String request) {
        int space = request.indexOf(' ');

        var answer = send(request.substring(0, space), request.substring(space + 1));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(json(door.get("instances/" + id)).path("runtimeStatus").asText())
                .isEqualTo("Running");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/durabletask/instances/{id}",
                "/admin/extensions/DurableTaskExtension/instances/{id}",
                "/runtime/webhooks/instances/{id}",
                "/instances/{id}",
                "//runtime/webhooks/durabletask/instances/{id}"
            })
    @DisplayName("are below one base alone: there is no second door without keys (H-1, H-102)")
    void other_bases(String path) {
        var answer = send("GET", path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("carry ids and names of events as they are, decoded once (H-2, H-70)")
    void values() {
        door.post("orchestrators/Approval/a%2525%20%C3%A4+B;c=1");
        var event = door.postJson("instances/a%2525%20%C3%A4+B;c=1/raiseEvent/%61pproval", "1");

        assertThat(event.statusCode()).isEqualTo(202);
        assertThat(json(door.get("instances?instanceIdPrefix=a%2525%20%C3%A4")).findValuesAsText("instanceId"))
                .containsExactly("a%25 ä+B;c=1");
        assertThat(door.get("instances/A%2525%20%C3%A4+B;c=1").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("makeprimary is 200, and nothing happens: there is no lease to take over (H-23)")
    void make_primary() {
        var answer = door.post("makeprimary");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(json(door.get("instances/" + id)).path("runtimeStatus").asText())
                .isEqualTo("Running");
    }
}

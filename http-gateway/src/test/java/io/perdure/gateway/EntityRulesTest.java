package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link EntityRoutesTest} does not come by. */
@ExtendWith(SharedDoor.class)
@DisplayName("Entities")
class EntityRulesTest {
    private final GatewayFixture door;

    EntityRulesTest(GatewayFixture door) {
        this.door = door;
    }

    @Test
    @DisplayName("without a state are in no list: never written, deleted, or only locked (H-100)")
    void without_state() {
        door.post("entities/counter/no-state-read?op=get");
        door.postJson("entities/counter/no-state-deleted?op=add", "1");
        door.delete("entities/counter/no-state-deleted");
        door.postJson("orchestrators/Hold/holder-of-none", "\"no-state-locked\"");
        door.postJson("entities/counter/no-state-not?op=add", "1");
        Awaitility.await()
                .until(() -> door.get("instances/holder-of-none?showHistory=true")
                        .body()
                        .contains("EntityLockGranted"));

        assertThat(json(door.get("entities/counter?top=1000")).findValuesAsText("key"))
                .contains("no-state-not")
                .doesNotContain("no-state-read", "no-state-deleted", "no-state-locked");
        door.postJson("instances/holder-of-none/raiseEvent/go", "null");
    }

    @ParameterizedTest(name = "{0} {1} of type {2}: state {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "json-number | 5          | application/json                | 5",
                "json-charset| \"ä\"      | Application/Json; charset=utf-8 | \"ä\"",
                "json-empty  | ''         | application/json                | -",
                "text-number | 5          | text/plain                      | \"5\"",
                "text-none   | 5          | -                               | \"5\"",
                "text-json   | {\"a\":1}  | application/x-www-form-urlencoded | \"{\\\"a\\\":1}\"",
                "text-empty  | ''         | text/plain                      | -"
            })
    @DisplayName("take JSON that says so as JSON, all else as a string, and nothing as no input (H-95)")
    void input(String key, String body, String type, String state) {
        var request = door.request("entities/note/" + key + "?op=set").POST(BodyPublishers.ofString(body));

        var answer = door.send(type == null ? request : request.header("Content-Type", type));

        assertThat(answer.statusCode()).isEqualTo(202);
        var read = door.get("entities/note/" + key);
        if (state == null) {
            assertThat(read.statusCode()).isEqualTo(404);
        } else {
            assertThat(read.body()).isEqualTo(state);
        }
    }

    @Test
    @DisplayName("keep a text that was cut inside an emoji as it is (H-92)")
    void half_a_character() {
        door.postJson("entities/note/half?op=set", "{\"cut\":\"\\ud83d\",\"whole\":\"\\ud83d\\ude00\"}");

        assertThat(door.get("entities/note/half").body()).isEqualTo("{\"cut\":\"\\ud83d\",\"whole\":\"\ud83d\ude00\"}");
        assertThat(door.postJson("orchestrators/Echo?timeout=10", "\"\\ud83d\"").body())
                .isEqualTo("\"\\ud83d\"");
    }

    @Test
    @DisplayName("can have an operation without a name (H-94)")
    void empty_operation() {
        var signal = door.post("entities/counter/nameless?op=");
        var call = door.post("entities/counter/nameless/call");

        assertThat(signal.statusCode()).isEqualTo(202);
        assertThat(call.statusCode()).isEqualTo(404);
        assertThat(json(call).path("type").asText()).isEqualTo("urn:perdure:problem:unknown-operation");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, entities/counter/a%2Fb, 400",
        "POST, entities/counter/a%0Ab?op=get, 400",
        "DELETE, entities/counter/a%23b, 400",
        "POST, entities/a%40b/c?op=get, 400",
        "GET, entities//c, 400",
        "POST, entities/counter, 400",
        "DELETE, entities/counter, 400",
        "DELETE, entities/counter/, 400",
        "GET, entities/nothing/a, 404",
        "POST, entities/nothing/a?op=get, 404",
        "DELETE, entities/nothing/a, 404"
    })
    @DisplayName("with a wrong id are 400, of a type that nobody registered 404, both with a message (H-97)")
    void wrong_ids(String method, String path, int status) {
        var answer = door.send(door.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("Message").asText()).isNotBlank();
    }

    @Test
    @DisplayName("are not reached by the paths of instances, whatever their id (H-46, H-48)")
    void no_instances() {
        door.postJson("entities/counter/not-an-instance?op=add", "1");

        assertThat(door.get("instances/@counter@not-an-instance").statusCode()).isEqualTo(404);
        assertThat(door.delete("instances/@counter@not-an-instance").statusCode())
                .isEqualTo(404);
        assertThat(door.get("instances?instanceIdPrefix=@").body()).isEqualTo("[]");
        assertThat(door.get("entities/counter/not-an-instance").body()).isEqualTo("1");
    }
}

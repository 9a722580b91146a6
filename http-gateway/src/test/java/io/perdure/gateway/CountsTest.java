package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours: {@code GET counts/instances} and {@code GET counts/entities}. */
@DisplayName("Counts")
class CountsTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
        for (String id : new String[] {"n-1", "n-2", "m-3"}) {
            door.postJson("orchestrators/Echo/" + id + "?timeout=10", "1");
        }
        door.post("orchestrators/Approval/n-4");
        door.awaitStatus("n-4", "Running");
        for (String key : new String[] {"a", "b"}) {
            door.postJson("entities/counter/" + key + "/call?op=add", "1");
        }
        door.postJson("entities/note/a/call?op=set", "1");
        door.postJson("entities/note/gone/call?op=get", "null");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                                        | {\"count\":4,\"byStatus\":{\"Running\":1,\"Completed\":3}}",
                "?instanceIdPrefix=n-                    | {\"count\":3,\"byStatus\":{\"Running\":1,\"Completed\":2}}",
                "?runtimeStatus=running                  | {\"count\":1,\"byStatus\":{\"Running\":1}}",
                "?runtimeStatus=Failed,Completed         | {\"count\":3,\"byStatus\":{\"Completed\":3}}",
                "?createdTimeFrom=2999-01-01             | {\"count\":0,\"byStatus\":{}}",
                "?createdTimeTo=2999-01-01&top=1         | {\"count\":4,\"byStatus\":{\"Running\":1,\"Completed\":3}}"
            })
    @DisplayName("of instances, by status, with the filters of the list")
    void instances(String filter, String expected) {
        String query = filter == null ? "" : filter;
        // The index may be some moments behind a status that nobody waited for.
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(door.get("counts/instances" + query).body()).isEqualTo(expected));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "counts/entities, 3",
        "counts/entities/, 3",
        "counts/entities/Counter, 2",
        "counts/entities/note, 1",
        "counts/entities/other, 0",
        "counts/entities?lastOperationTimeFrom=2999-01-01, 0"
    })
    @DisplayName("of entities that have a state, with the filters of the list")
    void entities(String path, int expected) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(door.get(path).body()).isEqualTo("{\"count\":%d}".formatted(expected)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "counts/instances?createdTimeFrom=yesterday",
                "counts/instances?runtimeStatus=Complete",
                "counts/entities?lastOperationTimeTo=soon",
                "counts/entities/a@b"
            })
    @DisplayName("refuse a misspelt filter, as a problem")
    void misspelt(String path) {
        var answer = door.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:perdure:problem:bad-request");
    }

    @Test
    @DisplayName("take no name from an instance or an entity")
    void no_collision() {
        assertThat(door.get("instances/count").statusCode()).isEqualTo(404);
        door.postJson("orchestrators/Echo/count?timeout=10", "1");
        assertThat(json(door.get("instances/count")).path("instanceId").asText())
                .isEqualTo("count");
        door.delete("instances/count");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"counts", "counts/activities", "counts/instances/a", "counts/entities/a/b"})
    @DisplayName("of anything else do not exist")
    void unknown(String path) {
        assertThat(door.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("want GET")
    void wrong_method() {
        assertThat(door.delete("counts/instances").statusCode()).isEqualTo(404);
    }
}

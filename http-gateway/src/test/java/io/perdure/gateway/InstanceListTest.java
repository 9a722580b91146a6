package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Lists of instances, and purges")
class InstanceListTest {
    private static final String TOKEN = "x-ms-continuation-token";
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
        for (String id : new String[] {"list-1", "list-2", "list-3"}) {
            door.postJson("orchestrators/Echo/" + id + "?timeout=10", "\"" + id + "\"");
        }
        door.post("orchestrators/Approval/list-4");
        door.awaitStatus("list-4", "Running");
        door.post("entities/counter/list-5?op=get");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static List<String> ids(HttpResponse<String> answer) {
        return json(answer).findValuesAsText("instanceId");
    }

    @Test
    @DisplayName("have statuses without histories, and no entities (H-47, H-48)")
    void all() {
        var answer = door.get("instances?instanceIdPrefix=list-");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ids(answer)).containsExactly("list-1", "list-2", "list-3", "list-4");
        assertThat(answer.headers().firstValue(TOKEN)).contains("");
        JsonNode first = json(answer).path(0);
        assertThat(first.path("input").asText()).isEqualTo("list-1");
        assertThat(first.path("output").asText()).isEqualTo("list-1");
        assertThat(first.has("historyEvents")).isFalse();
    }

    @Test
    @DisplayName("come page by page (H-13, H-49)")
    void pages() {
        var found = new ArrayList<String>();
        String token = "";
        do {
            var page = door.send(
                    door.request("instances?instanceIdPrefix=list-&top=2").header(TOKEN, token));
            found.addAll(ids(page));
            token = page.headers().firstValue(TOKEN).orElseThrow();
        } while (!token.isEmpty());

        assertThat(found).containsExactly("list-1", "list-2", "list-3", "list-4");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "runtimeStatus=running, list-4",
        "'runtimeStatus=Failed,Running', list-4",
        "runtimeStatus=Failed&runtimeStatus=Running&runtimeStatus=Odd, list-4",
        "runtimeStatus=Odd, list-1 list-2 list-3 list-4",
        "createdTimeFrom=2999-01-01, ''",
        "createdTimeTo=2999-01-01&top=-1, list-1 list-2 list-3 list-4"
    })
    @DisplayName("are filtered by status and time (H-11, §6)")
    void filters(String filter, String expected) {
        // The index may be some moments behind a status that nobody waited for.
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                String.join(" ", ids(door.get("instances?instanceIdPrefix=list-&" + filter))))
                        .isEqualTo(expected));
    }

    @Test
    @DisplayName("leave inputs out when showInput=false")
    void without_inputs() {
        assertThat(json(door.get("instances?instanceIdPrefix=list-1&showInput=false"))
                        .path(0)
                        .path("input")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("a token that is none is 400 (H-49)")
    void bad_token() {
        assertThat(door.send(door.request("instances").header(TOKEN, "nonsense"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "a purge erases one that has ended, counts a live one as none, and does not know an unknown one (H-51, H-52)")
    void purge_one() {
        door.post("orchestrators/Echo/p1?timeout=10");

        var ended = door.delete("instances/p1");
        var live = door.delete("instances/list-4");
        var unknown = door.delete("instances/p1");

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo("{\"instancesDeleted\":1}");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"instancesDeleted\":0}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEmpty();
        assertThat(door.get("instances/p1").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("a purge of many takes what has ended within the bounds (H-53, H-55)")
    void purge_many() {
        try (var other = GatewayFixture.start()) {
            other.post("orchestrators/Echo/p2?timeout=10");
            other.post("orchestrators/Broken/p3?timeout=10");
            other.post("orchestrators/Approval/p4");
            Awaitility.await()
                    .until(() -> ids(other.get("instances?runtimeStatus=Completed,Failed"))
                                    .size()
                            == 2);

            var failed = other.delete("instances?createdTimeFrom=2000-01-01&runtimeStatus=Failed");
            var all = other.delete("instances?createdTimeFrom=2000-01-01");
            var none = other.delete("instances?createdTimeFrom=2000-01-01");

            assertThat(failed.body()).isEqualTo("{\"instancesDeleted\":1}");
            assertThat(all.body()).isEqualTo("{\"instancesDeleted\":1}");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(other.get("instances/p4").statusCode()).isEqualTo(202);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 400",
        "createdTimeFrom=yesterday, 400",
        "createdTimeFrom=2000-01-01&createdTimeTo=tomorrow, 400",
        "createdTimeFrom=2000-01-01&runtimeStatus=Complete, 404",
        "createdTimeFrom=2000-01-01&runtimeStatus=Running, 404"
    })
    @DisplayName("a purge of many that is misspelt erases nothing (H-53, H-54)")
    void purge_refused(String query, int status) {
        assertThat(door.delete("instances?" + query).statusCode()).isEqualTo(status);
        assertThat(door.get("instances/list-1").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("without createdTimeFrom the answer is a bare string (H-54)")
    void purge_string() {
        assertThat(json(door.delete("instances")).isTextual()).isTrue();
    }
}

package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A purge")
class PurgeRulesTest {
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
    @DisplayName("removes status, history and payloads, also large ones, and frees the id (H-56)")
    void removes() {
        String large = "\"" + "x".repeat(300_000) + "\"";
        door.postJson("orchestrators/Echo/large?timeout=10", large);
        assertThat(door.get("instances/large?showHistory=true&showHistoryOutput=true")
                        .body()
                        .length())
                .isGreaterThan(1_000_000);

        assertThat(door.delete("instances/large").body()).isEqualTo("{\"instancesDeleted\":1}");

        assertThat(door.get("instances/large?showHistory=true").statusCode()).isEqualTo(404);
        assertThat(door.get("instances?instanceIdPrefix=large").body()).isEqualTo("[]");
        assertThat(door.post("instances/large/restart").statusCode()).isEqualTo(400);
        assertThat(door.post("instances/large/terminate").statusCode()).isEqualTo(404);
        var anew = door.postJson("orchestrators/Echo/large?timeout=10", "2");
        assertThat(anew.body()).isEqualTo("2");
        assertThat(json(door.get("instances/large")).path("input").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("does not take the children with it (H-56)")
    void children() {
        door.post("orchestrators/Parent/parent?timeout=10");
        var child = json(door.get("instances?runtimeStatus=Failed")).findValuesAsText("instanceId").stream()
                .filter(id -> !id.equals("parent"))
                .toList();

        door.delete("instances/parent");

        assertThat(child).hasSize(1);
        assertThat(json(door.get("instances/" + child.get(0))).path("name").asText())
                .isEqualTo("Broken");
    }

    @Test
    @DisplayName("by filter never touches entities, and takes what was created up to now (H-53, H-56)")
    void entities() {
        door.postJson("entities/counter/stays?op=add", "5");
        door.post("orchestrators/Echo/goes?timeout=10");
        Awaitility.await()
                .until(() -> door.get("instances?runtimeStatus=Completed&instanceIdPrefix=goes")
                        .body()
                        .contains("goes"));

        assertThat(door.delete("instances?createdTimeFrom=0001-01-01").statusCode())
                .isEqualTo(200);

        assertThat(door.get("instances/goes").statusCode()).isEqualTo(404);
        assertThat(door.get("entities/counter/stays").body()).isEqualTo("5");
        assertThat(door.delete("instances?createdTimeFrom=0001-01-01").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("by filter leaves what was created before or after its bounds (H-53)")
    void bounds() {
        door.post("orchestrators/Echo/inside?timeout=10");
        Awaitility.await()
                .until(() -> door.get("instances?runtimeStatus=Completed&instanceIdPrefix=inside")
                        .body()
                        .contains("inside"));
        Instant later = Instant.now().plusSeconds(60);

        var after = door.delete("instances?createdTimeFrom=" + later);
        var before = door.delete("instances?createdTimeFrom=2000-01-01&createdTimeTo=2001-01-01");

        assertThat(after.statusCode()).isEqualTo(404);
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(door.get("instances/inside").statusCode()).isEqualTo(200);
    }
}

package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ours: {@code GET instances/{id}?showWaitingFor=true}. */
@DisplayName("What an instance waits for, in its status")
class WaitingForTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static JsonNode waits(String id) {
        return json(door.get("instances/" + id + "?showWaitingFor=true")).path("waitingFor");
    }

    private static JsonNode only(String id, String kind) {
        return Awaitility.await()
                .until(
                        () -> waits(id),
                        waits -> waits.size() == 1
                                && waits.path(0).path("kind").asText().equals(kind))
                .path(0);
    }

    private static List<String> fields(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("is not there unless asked for: the compatible body stays as it is")
    void not_asked_for() {
        door.post("orchestrators/Approval/w-1");

        assertThat(json(door.get("instances/w-1")).has("waitingFor")).isFalse();
        assertThat(json(door.get("instances/w-1?showHistory=true")).has("waitingFor"))
                .isFalse();
    }

    @Test
    @DisplayName("has an event")
    void event() {
        door.post("orchestrators/Approval/w-2");

        var wait = only("w-2", "event");

        assertThat(fields(wait)).containsExactly("kind", "name", "since", "until");
        assertThat(wait.path("name").asText()).isEqualTo("Approval");
        assertThat(wait.path("since").asText()).endsWith("Z");
        assertThat(wait.path("until").isNull()).isTrue();
    }

    @Test
    @DisplayName("has the lock of an entity, and who holds it")
    void lock() {
        door.postJson("orchestrators/Hold/w-3", "\"w\"");
        only("w-3", "event");
        door.postJson("orchestrators/Hold/w-4", "\"w\"");

        var wait = only("w-4", "lock");

        assertThat(fields(wait)).containsExactly("kind", "entityId", "taskNumber", "since", "lockedBy");
        assertThat(wait.path("entityId").toString()).isEqualTo("{\"name\":\"counter\",\"key\":\"w\"}");
        assertThat(wait.path("lockedBy").asText()).isEqualTo("w-3");
    }

    @Test
    @DisplayName("has an activity, and on which node it runs since when")
    void activity() {
        door.post("orchestrators/Wait/w-5");

        var wait = only("w-5", "activity");

        assertThat(fields(wait))
                .containsExactly(
                        "kind",
                        "name",
                        "taskNumber",
                        "attempt",
                        "since",
                        "place",
                        "node",
                        "startedAt",
                        "lastHeartbeat");
        assertThat(wait.path("name").asText()).isEqualTo("Linger");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(waits("w-5").path(0).path("place").asText()).isEqualTo("running"));
        assertThat(waits("w-5").path(0).path("node").asText()).matches(".+@127\\.0\\.0\\.1:\\d+");
        assertThat(waits("w-5").path(0).path("startedAt").asText()).endsWith("Z");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                waits("w-5").path(0).path("lastHeartbeat").isTextual())
                        .isTrue());
        SampleOrchestrators.LINGERING.countDown();
    }

    @Test
    @DisplayName("has the suspension, with its reason")
    void suspended() {
        door.post("orchestrators/Approval/w-6");
        only("w-6", "event");
        door.post("instances/w-6/suspend?reason=audit");
        door.awaitStatus("w-6", "Suspended");

        var waits = waits("w-6");

        assertThat(waits.findValuesAsText("kind")).containsExactly("resume", "event");
        assertThat(waits.path(0).path("reason").asText()).isEqualTo("audit");
    }

    @Test
    @DisplayName("has the start that is not yet due")
    void start() {
        door.post("orchestrators/Echo/w-7?startAt=2999-01-01");

        assertThat(only("w-7", "start").path("at").asText()).isEqualTo("2999-01-01T00:00:00Z");
    }

    @Test
    @DisplayName("is empty when it has ended, and comes beside the history")
    void ended() {
        door.post("orchestrators/Echo/w-8?timeout=10");

        var status = json(door.get("instances/w-8?showWaitingFor=true&showHistory=true"));

        assertThat(status.path("waitingFor").isArray()).isTrue();
        assertThat(status.path("waitingFor")).isEmpty();
        assertThat(status.path("historyEvents")).isNotEmpty();
    }

    @Test
    @DisplayName("of an unknown instance is 404 without a body (H-41)")
    void unknown() {
        var answer = door.get("instances/nobody?showWaitingFor=true");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }
}

package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ours: {@code GET instances/{id}/changes}. */
@DisplayName("Status changes as server-sent events")
class ChangesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("perdure.http.changes.keep-alive = 200 ms");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static EventReader changes(String id) {
        return new EventReader(door.request("instances/" + id + "/changes"));
    }

    private static EventReader changesAfter(String id, String lastEventId) {
        return new EventReader(door.request("instances/" + id + "/changes").header("Last-Event-ID", lastEventId));
    }

    private static JsonNode data(EventReader.Event event) {
        try {
            return JSON.readTree(event.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In status Running, with a custom status, waiting for the event Approval. */
    private static void approval(String id) {
        door.postJson("orchestrators/Approval/" + id, "\"input\"");
        Awaitility.await()
                .until(() ->
                        json(door.get("instances/" + id)).path("customStatus").has("step"));
    }

    private static void approve(String id) {
        assertThat(door.postJson("instances/" + id + "/raiseEvent/Approval", "true")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("begin with the status as GET shows it, go on with each change, and end with the instance")
    void from_beginning_to_end() {
        approval("sse-1");
        try (var events = changes("sse-1")) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(events.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            var first = events.next();
            assertThat(first.name()).isEqualTo("status");
            assertThat(data(first)).isEqualTo(json(door.get("instances/sse-1")));

            door.post("instances/sse-1/suspend?reason=look");
            assertThat(data(events.next()).path("runtimeStatus").asText()).isEqualTo("Suspended");
            door.post("instances/sse-1/resume");
            assertThat(data(events.next()).path("runtimeStatus").asText()).isEqualTo("Running");
            approve("sse-1");
            var last = events.next();
            assertThat(data(last).path("runtimeStatus").asText()).isEqualTo("Completed");
            assertThat(data(last).path("output").asBoolean()).isTrue();

            var end = events.next();
            assertThat(end.name()).isEqualTo("end");
            assertThat(data(end).path("runtimeStatus").asText()).isEqualTo("Completed");
            assertThat(Long.parseLong(last.id())).isGreaterThan(Long.parseLong(first.id()));
            assertThat(events.next()).isEqualTo(EventReader.CLOSED);
        }
    }

    @Test
    @DisplayName("of an instance that has ended are its status and the end")
    void ended() {
        door.postJson("orchestrators/Echo/sse-2?timeout=10", "{\n\"a\":\n1}");

        try (var events = changes("sse-2")) {
            assertThat(data(events.next()).path("input").path("a").asInt()).isEqualTo(1);
            assertThat(events.next().name()).isEqualTo("end");
            assertThat(events.next()).isEqualTo(EventReader.CLOSED);
        }
    }

    @Test
    @DisplayName("go on where Last-Event-ID says, without showing the same again")
    void resumed() {
        approval("sse-3");
        String known;
        try (var events = changes("sse-3")) {
            known = events.next().id();
        }

        try (var events = changesAfter("sse-3", known)) {
            assertThat(events.nextOrComment().name()).isEqualTo("comment");
            approve("sse-3");

            assertThat(data(events.next()).path("runtimeStatus").asText()).isEqualTo("Completed");
        }
    }

    @Test
    @DisplayName("show what was missed, folded, to who comes back")
    void missed() {
        approval("sse-4");
        String known;
        try (var events = changes("sse-4")) {
            known = events.next().id();
        }
        door.post("instances/sse-4/suspend");
        door.awaitStatus("sse-4", "Suspended");

        try (var events = changesAfter("sse-4", known)) {
            assertThat(data(events.next()).path("runtimeStatus").asText()).isEqualTo("Suspended");
        }
    }

    @Test
    @DisplayName("are over for who has seen the end: 204")
    void seen_all() {
        door.postJson("orchestrators/Echo/sse-5?timeout=10", "1");
        String known;
        try (var events = changes("sse-5")) {
            known = events.next().id();
        }

        var again = door.send(door.request("instances/sse-5/changes").header("Last-Event-ID", known));

        assertThat(again.statusCode()).isEqualTo(204);
    }

    @Test
    @DisplayName("have comments in between, and no events without news")
    void keep_alive() {
        approval("sse-6");
        try (var events = changes("sse-6")) {
            events.next();

            assertThat(events.nextOrComment().name()).isEqualTo("comment");
            assertThat(events.nextOrComment().name()).isEqualTo("comment");
            door.post("instances/sse-6/raiseEvent/Other");
            assertThat(events.nextOrComment().name()).isEqualTo("comment");
            assertThat(events.isQuiet()).isTrue();
        }
    }

    @Test
    @DisplayName("of an unknown instance are 404, as a problem")
    void unknown() {
        var answer = door.get("instances/nobody/changes");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:perdure:problem:unknown-instance");
    }

    @Test
    @DisplayName("want GET")
    void wrong_method() {
        assertThat(door.post("instances/sse-1/changes").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("are 503 beyond the limit of streams, until a reader has gone")
    void limit() {
        try (var narrow = GatewayFixture.start("perdure.http.changes { max-streams = 1, keep-alive = 100 ms }")) {
            narrow.post("orchestrators/Approval/sse-7?startAt=2999-01-01");
            var request = narrow.request("instances/sse-7/changes");
            try (var one = new EventReader(request)) {
                one.next();
                var second = narrow.get("instances/sse-7/changes");
                assertThat(second.statusCode()).isEqualTo(503);
                assertThat(json(second).path("detail").asText()).contains("max-streams");
                assertThat(second.headers().firstValue("Retry-After")).isPresent();
            }
            Awaitility.await().until(() -> {
                try (var next = new EventReader(request)) {
                    return next.response().statusCode() == 200;
                }
            });
        }
    }

    @Test
    @DisplayName("stop with the node, at once")
    void drain() {
        var other = GatewayFixture.start("perdure.http.changes.keep-alive = 1 hour");
        other.post("orchestrators/Approval/sse-8?startAt=2999-01-01");
        try (var events = new EventReader(other.request("instances/sse-8/changes"))) {
            events.next();

            other.server().close();

            assertThat(events.next()).isEqualTo(EventReader.CLOSED);
        } finally {
            other.close();
        }
    }
}

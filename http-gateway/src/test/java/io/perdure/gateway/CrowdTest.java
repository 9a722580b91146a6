package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.OrchestrationMetadata;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests in work")
class CrowdTest {
    private final CompletableFuture<Optional<OrchestrationMetadata>> later = new CompletableFuture<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    @DisplayName(
            "are refused beyond the limit with 503 and Retry-After, nothing done; and let in again when there is room")
    void too_many() {
        try (var door = open("perdure.http.max-concurrent-requests = 2")) {
            var first = door.sendAsync(door.request("instances/a").GET());
            var second = door.sendAsync(door.request("instances/b").GET());
            Awaitility.await().until(() -> asked.get() == 2);

            HttpResponse<String> refused = door.get("instances/c");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(refused).path("Message").asText()).contains("2", "perdure.http.max-concurrent-requests");
            assertThat(asked).hasValue(2);
            later.complete(Optional.empty());
            assertThat(first.join().statusCode()).isEqualTo(404);
            assertThat(second.join().statusCode()).isEqualTo(404);
            assertThat(door.get("instances/c").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("do not count any more when their time is over, though the engine never answered")
    void timed_out() {
        try (var door = open("perdure.http { max-concurrent-requests = 1, request-timeout = 1s }")) {
            int late = door.get("instances/a").statusCode();
            later.complete(Optional.empty());

            assertThat(late).isEqualTo(504);
            assertThat(door.get("instances/b").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("that wait for an end count elsewhere, and get the links at once when too many wait (H-30)")
    void waits() {
        try (var door =
                GatewayFixture.start("perdure.http { max-concurrent-requests = 2, max-concurrent-waits = 2 }")) {
            var first = waiting(door, "first");
            door.awaitStatus("first", "Running");
            var second = waiting(door, "second");
            door.awaitStatus("second", "Running");

            var third = door.post("orchestrators/Approval/third?timeout=60");

            assertThat(third.statusCode()).isEqualTo(202);
            assertThat(json(third).path("id").asText()).isEqualTo("third");
            door.postJson("instances/first/raiseEvent/Approval", "1");
            door.postJson("instances/second/raiseEvent/Approval", "2");
            assertThat(first.join().body()).isEqualTo("1");
            assertThat(second.join().body()).isEqualTo("2");
            assertThat(waiting(door, "fourth", "Hello").join().statusCode()).isEqualTo(200);
        }
    }

    private static CompletableFuture<HttpResponse<String>> waiting(GatewayFixture door, String id) {
        return waiting(door, id, "Approval");
    }

    private static CompletableFuture<HttpResponse<String>> waiting(GatewayFixture door, String id, String name) {
        return door.sendAsync(door.request("orchestrators/%s/%s?timeout=60".formatted(name, id))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private GatewayFixture open(String settings) {
        return GatewayFixture.start(
                ScriptedOrchestrations.answering(() -> {
                    asked.incrementAndGet();
                    return later;
                }),
                settings);
    }
}

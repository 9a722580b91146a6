package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityPage;
import io.perdure.failures.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Health, and the end")
class HealthTest {
    private final AtomicReference<CompletionStage<?>> store = new AtomicReference<>(Stages.done("there"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    @DisplayName("live and ready when all is well, in any case of the path (H-2)")
    void well() {
        try (var door = open()) {
            assertThat(door.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
            assertThat(door.get("/Health/Ready/").body()).isEqualTo("{\"status\":\"ready\"}");
        }
    }

    @Test
    @DisplayName("HEAD will do for a probe")
    void head() {
        try (var door = open()) {
            var answer = door.send(door.request("/health/ready").method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    @DisplayName("not ready while the store is away, ready again when it is back, live all the time")
    void store_away() {
        try (var door = open("perdure.http.readiness-interval = 0s")) {
            store.set(CompletableFuture.failedFuture(new StoreUnavailableException("db is gone", null)));
            var away = door.get("/health/ready");
            int live = door.get("/health/live").statusCode();
            store.set(Stages.done("back"));

            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("db is gone");
            assertThat(live).isEqualTo(200);
            assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "not ready, whatever the store says, until the node is a member of its cluster, and from when it leaves")
    void no_member() {
        var member = new AtomicBoolean();
        var engine = new ForwardingEngine(engine()) {
            @Override
            public boolean isMember() {
                return member.get();
            }
        };
        try (var door = GatewayFixture.start(engine)) {
            var joining = door.get("/health/ready");
            member.set(true);
            var up = door.get("/health/ready");
            member.set(false);
            var leaving = door.get("/health/ready");

            assertThat(List.of(joining.statusCode(), up.statusCode(), leaving.statusCode()))
                    .containsExactly(503, 200, 503);
            assertThat(leaving.body()).contains("no member of its cluster");
            assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("not ready when the store does not answer in time")
    void store_silent() {
        try (var door = open("perdure.http.readiness-timeout = 100ms")) {
            store.set(new CompletableFuture<>());

            assertThat(door.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    @DisplayName("probes do not ask the store more often than configured")
    void cached() {
        try (var door = open("perdure.http.readiness-interval = 1 day")) {
            for (int i = 0; i < 5; i++) {
                door.get("/health/ready");
            }

            assertThat(asked).hasValue(1);
        }
    }

    @Test
    @DisplayName("closing answers what is in flight first")
    void drains() {
        var answer = new CompletableFuture<EntityPage>();
        var arrived = new CompletableFuture<Void>();
        var slow = new ScriptedEntities(() -> {
            arrived.complete(null);
            return answer;
        });
        try (var door = GatewayFixture.start(slow)) {
            var inFlight = door.sendAsync(door.request("entities"));
            arrived.join();
            var closing = CompletableFuture.runAsync(door.server()::close);
            Awaitility.await().until(() -> !accepts(door));
            answer.complete(new EntityPage(List.of(), null));

            assertThat(inFlight.join().statusCode()).isEqualTo(200);
            closing.join();
        }
    }

    @Test
    @DisplayName("a node that stops is not ready, and serves all the same for perdure.http.leave-pause")
    void leave_pause() throws InterruptedException {
        try (var door = open("perdure.http.leave-pause = 1 minute")) {
            var closing = new Thread(door.server()::close);
            closing.start();
            Awaitility.await().until(() -> door.get("/health/ready").statusCode() == 503);

            assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
            closing.interrupt(); // as somebody who cannot wait
            closing.join();
        }
    }

    private GatewayFixture open(String... settings) {
        return GatewayFixture.start(engine(), settings);
    }

    private GatewayFixture.TestEngine engine() {
        return new GatewayFixture.TestEngine(new ScriptedEntities(CompletableFuture::new), () -> {
            asked.incrementAndGet();
            return store.get();
        });
    }

    private static boolean accepts(GatewayFixture door) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}

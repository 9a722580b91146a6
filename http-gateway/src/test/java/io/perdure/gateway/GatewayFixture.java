package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An open door on a free port. */
final class GatewayFixture implements AutoCloseable {
    static final String BASE = "/runtime/webhooks/durabletask/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Engine engine;
    private final HttpSecurity security;
    private final NodeServer server;
    private final boolean hasRoutes;
    private final List<String> keys;
    private final @Nullable Logged log;

    private GatewayFixture(Engine engine, List<DurableModule> modules, Config settings) {
        this.engine = engine;
        this.hasRoutes = !modules.isEmpty();
        Config config = config(settings);
        this.keys = keysIn(config);
        this.log = keys.isEmpty() ? null : Logged.everything();
        this.security = HttpSecurity.start(config);
        this.server = NodeServer.start(config, security, engine, modules);
    }

    /** On the real engine, see {@link RealEntities}. */
    static GatewayFixture start(String... settings) {
        return start(RealEntities.start(), settings);
    }

    static GatewayFixture start(EntityClient entities, String... settings) {
        return start(new TestEngine(entities, () -> CompletableFuture.completedFuture("there")), settings);
    }

    static GatewayFixture start(OrchestrationClient orchestrations, String... settings) {
        return start(new TestEngine(orchestrations), settings);
    }

    static GatewayFixture start(Engine engine, String... settings) {
        return new GatewayFixture(engine, List.of(), ConfigFactory.parseString(String.join("\n", settings)));
    }

    /** On the real engine, with modules beside those of {@link RealEntities}. */
    static GatewayFixture startWith(List<DurableModule> modules, String... settings) {
        return new GatewayFixture(
                RealEntities.startWith(modules), modules, ConfigFactory.parseString(String.join("\n", settings)));
    }

    static Config config(Config settings) {
        return settings.withFallback(ConfigFactory.parseString("""
                        perdure.http.port = 0
                        perdure.http.leave-pause = 0
                        perdure.hub = default
                        """))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    int port() {
        return server.address().getPort();
    }

    Engine engine() {
        return engine;
    }

    NodeServer server() {
        return server;
    }

    /** @param path below the base path, or from the root when it begins with a slash */
    HttpRequest.Builder request(String path) {
        String target = path.startsWith("/") ? path : BASE + path;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target))
                .timeout(PATIENCE);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> postJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Asks for an instance until it is in that status, as a client that polls does. */
    JsonNode awaitStatus(String instanceId, String runtimeStatus) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(
                        () -> json(get("instances/" + instanceId)),
                        status -> status.path("runtimeStatus").asText().equals(runtimeStatus));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    /** Every answer is held against the description of the API, but for those that modules give. */
    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApplyAsync(
                        answer -> {
                            if (!hasRoutes || !answer.uri().getPath().startsWith("/api/")) {
                                ApiDescription.INSTANCE.check(answer);
                            }
                            return answer;
                        },
                        Runnable::run);
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        security.close();
        if (log != null) {
            log.close();
            assertThat(log.text()).as("a key in a log").doesNotContain(keys);
        }
    }

    /** Whatever a test does at a door with keys, none of them may get into a log. */
    private static List<String> keysIn(Config config) {
        var keys = new ArrayList<String>();
        keys.add(config.getString("perdure.http.key"));
        config.getConfigList("perdure.http.keys").stream()
                .filter(key -> key.hasPath("key"))
                .forEach(key -> keys.add(key.getString("key")));
        keys.removeIf(String::isBlank);
        return keys;
    }

    /** For failures that a healthy engine never shows, and for nodes that nobody asks. */
    record TestEngine(
            ActorSystem<?> system,
            EntityClient entities,
            OrchestrationClient orchestrations,
            Supplier<CompletionStage<?>> store)
            implements Engine {
        TestEngine(EntityClient entities, Supplier<CompletionStage<?>> store) {
            this(
                    ActorSystem.create(Behaviors.empty(), "gateway"),
                    entities,
                    ScriptedOrchestrations.failing(new UnsupportedOperationException()),
                    store);
        }

        TestEngine(OrchestrationClient orchestrations) {
            this(
                    ActorSystem.create(Behaviors.empty(), "gateway"),
                    ScriptedEntities.failing(new UnsupportedOperationException()),
                    orchestrations,
                    () -> CompletableFuture.completedFuture("there"));
        }

        @Override
        public boolean isEntity(String name) {
            return Set.of("counter", "note").contains(name);
        }

        @Override
        public Set<String> entityNames() {
            return Set.of("Note", "Counter");
        }

        @Override
        public CompletionStage<List<ScheduleStatus>> schedules() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public boolean isMember() {
            return true;
        }

        @Override
        public CompletionStage<?> askStore() {
            return store.get();
        }

        @Override
        public void close() {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}

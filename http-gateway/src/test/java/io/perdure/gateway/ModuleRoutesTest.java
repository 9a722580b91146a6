package io.perdure.gateway;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpMethods;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.perdure.Registry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A route of a module")
class ModuleRoutesTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        HttpModule second =
                module((routes, context) -> routes.under("sample", path("thrown", () -> complete("never asked")))
                        .under("sample", path("second", () -> complete("second module")))
                        .under("shop/carts", pathEnd(() -> complete("carts"))));
        door = GatewayFixture.startWith(
                List.of(new SampleRoutes(), second),
                "perdure.http.request-timeout = 1 second",
                "perdure.http.max-body-size = 2 KiB");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("uses the node's clients, with its path decoded once")
    void clients() {
        var put = send("PUT", "/api/sample/notes/50%2525%20a?x=1", "hello");

        assertThat(put.statusCode()).isEqualTo(202);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(door.get("entities/Note/50%2525%20a").body()).isEqualTo("\"hello\""));
        assertThat(door.get("/api/sample/notes/50%2525%20a").body()).isEqualTo("\"hello\"");
    }

    @Test
    @DisplayName(
            "may have a prefix of several segments, and other modules beside it, in the order of their registration")
    void several() {
        assertThat(door.get("/api/sample/second").body()).isEqualTo("second module");
        assertThat(door.get("/api/shop/carts").body()).isEqualTo("carts");
        assertThat(door.get("/api/sample/thrown").statusCode())
                .as("the first that knows it")
                .isEqualTo(500);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /api/sample/unknown",
        "DELETE, /api/sample/notes/a",
        "GET, /api/sample",
        "GET, /api/samples/second",
        "GET, /api/samplesecond",
        "GET, /API/sample/second",
        "GET, /api/Sample/second",
        "GET, /api",
        "GET, /api/shop",
        "GET, /sample/second"
    })
    @DisplayName("leaves what it does not know to others, in the end to a 404 without a body (H-3)")
    void unknown(String method, String path) {
        var answer = send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("may take the place of a start, and leaves the others to the node with their body (H-107)")
    void replaced_start() {
        var replaced = door.post("/api/orchestrators/Checked?customer=ann");
        var others = door.postJson("/api/orchestrators/Echo?timeout=10", "\"body\"");

        assertThat(replaced.body()).isEqualTo("started for ann");
        assertThat(others.body()).isEqualTo("\"body\"");
    }

    @Test
    @DisplayName("that finds a known resource wrongly used answers 400, and the node does not start what was refused")
    void not_passed_on() {
        var refused = door.post("/api/orchestrators/Checked");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(refused).path("status").asInt()).isEqualTo(400);
        assertThat(json(refused).path("detail").asText()).contains("customer");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"thrown", "failed", "linkage"})
    @DisplayName("that fails is 500 without its message or stack, and in the log once")
    void failing(String fault) {
        var log = (Logger) LoggerFactory.getLogger(Failures.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var answer = door.get("/api/sample/" + fault);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(json(answer).path("type").asText()).isEqualTo("urn:perdure:problem:internal");
            assertThat(answer.body())
                    .contains(SampleRoutes.class.getName())
                    .doesNotContain("hunter2", "1/0", "gone", "Exception", "at io.");
            assertThat(lines.list)
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.getThrowableProxy().getCause()).isNotNull());
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    @DisplayName("answers a client's failure as the node does: a wrong key is 400")
    void known_failure() {
        var answer = door.get("/api/sample/notes/a%2Fb");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains("Entity key", "a/b");
    }

    @Test
    @DisplayName("gets no body above the limit, whether it says its length or comes in chunks (H-105)")
    void body_limit() {
        var chunked = door.send(door.request("/api/sample/notes/large")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[4 * 1024]))));

        assertThat(send("PUT", "/api/sample/notes/large", "x".repeat(4 * 1024)).statusCode())
                .isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(door.get("entities/Note/large").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("that never answers is 504 after the request time-out")
    void time_limit() {
        var answer = door.send(door.request("/api/sample/never").GET().timeout(Duration.ofSeconds(8)));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:perdure:problem:outcome-unknown");
    }

    @Test
    @DisplayName("asks of its callers what it was added with, else what the method says")
    void access() {
        HttpModule module = module(
                (routes, context) -> routes.under("plain", complete("")).under("open", Access.PUBLIC, complete("")));

        assertThat(access(module, "/api/plain", "GET")).isEqualTo(Access.READ);
        assertThat(access(module, "/api/plain", "HEAD")).isEqualTo(Access.READ);
        assertThat(access(module, "/api/plain", "POST")).isEqualTo(Access.OPERATE);
        assertThat(access(module, "/api/open", "GET")).isEqualTo(Access.PUBLIC);
        assertThat(access(module, "/api/open/x", "DELETE")).isEqualTo(Access.PUBLIC);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "/", "/carts", "carts/", "a//b", "a b", "ä", "..", "a/./b", "a%20b"})
    @DisplayName("needs a prefix; the node says which module has none and does not start")
    void wrong_prefix(String prefix) {
        HttpModule module = module((routes, context) -> routes.under(prefix, complete("")));

        assertThatThrownBy(() -> routes(module))
                .isInstanceOf(StartFailure.class)
                .hasMessageContainingAll(module.getClass().getName(), "\"" + prefix + "\"", "shop/carts");
    }

    @Test
    @DisplayName("that lacks a class says so at the start, in one line")
    void missing_class() {
        HttpModule module = module((routes, context) -> {
            throw new NoClassDefFoundError("com/example/Gone");
        });

        assertThatThrownBy(() -> routes(module))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("com/example/Gone");
    }

    private static Access access(HttpModule module, String path, String method) {
        var request = akka.http.javadsl.model.HttpRequest.create("http://h" + path)
                .withMethod(HttpMethods.lookup(method).orElseThrow());
        var exchange = Exchange.of(request, Duration.ofSeconds(1));
        return routes(module)
                .find(exchange, () -> other -> Stages.done(Answers.NOT_FOUND))
                .access(exchange);
    }

    private static ModuleRoutes routes(HttpModule module) {
        ActorSystem<?> system = door.engine().system();
        var settings = HttpSettings.of(GatewayFixture.config(com.typesafe.config.ConfigFactory.empty()));
        var failures = new Failures(Duration.ofSeconds(1));
        return ModuleRoutes.of(List.of(module), null, system, new Bodies(system, settings), failures);
    }

    private static HttpModule module(BiConsumer<HttpRoutes, HttpContext> routes) {
        return new HttpModule() {
            @Override
            public void register(Registry registry) {}

            @Override
            public void routes(HttpRoutes to, HttpContext context) {
                routes.accept(to, context);
            }
        };
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        return door.send(door.request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}

package io.perdure.orchestrations;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("callHttp")
class HttpCallsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture()
            .setting(
                    "perdure.http-calls { allowed-hosts = [\"127.0.0.1\"], allowed-private-networks = [\"127.0.0.1\"] }");

    private record Answer(int status, Map<String, String> headers, String body) {}

    private record Seen(String request, Map<String, List<String>> headers, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        var answer = answers.isEmpty() ? new Answer(200, Map.of(), "ok") : answers.remove();
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private RunUnderTest call(DurableHttpRequest request) {
        return perdure.run(context -> {
            var response = context.callHttp(request).await();
            return response.statusCode() + " " + response.content();
        });
    }

    private static List<Duration> pauses(RunUnderTest run) {
        return run.history(TimerCreated.class).stream()
                .map(timer -> Duration.between(timer.at(), timer.fireAt()))
                .toList();
    }

    @Test
    @DisplayName("gives status, headers and content (O-106)")
    void response() {
        answers.add(new Answer(201, Map.of("X-Trace", "t-1"), "made"));

        var run = perdure.run(context -> {
            var response = context.callHttp(DurableHttpRequest.post(uri("/orders?x=1"), "body"))
                    .await();
            return List.of(response.statusCode(), response.header("x-trace"), response.content());
        });

        assertThat(run.output()).isEqualTo("[201,\"t-1\",\"made\"]");
        assertThat(seen).extracting(Seen::request).containsExactly("POST /orders?x=1");
        assertThat(seen.get(0).body()).isEqualTo("body");
    }

    @Test
    @DisplayName("sends text/plain if no content type is given (O-114)")
    void content_type() {
        call(DurableHttpRequest.post(uri("/"), "text"));

        assertThat(seen.get(0).headers().get("Content-type"))
                .singleElement()
                .asString()
                .startsWith("text/plain");
    }

    @Test
    @DisplayName("4xx and 5xx are results (O-108)")
    void statuses() {
        answers.add(new Answer(404, Map.of(), "none"));

        assertThat(call(DurableHttpRequest.get(uri("/"))).output()).isEqualTo("\"404 none\"");
    }

    @Test
    @DisplayName("no connection fails the task (O-108)")
    void no_connection() {
        server.stop(0);

        assertThat(call(DurableHttpRequest.get(uri("/gone"))).failure().errorMessage())
                .contains("GET", "/gone");
    }

    @Test
    @DisplayName("is not repeated on replay (O-107)")
    void replay() {
        var run = perdure.orchestrator("Test", context -> {
                    var response =
                            context.callHttp(DurableHttpRequest.get(uri("/"))).await();
                    context.waitForExternalEvent("Go").await();
                    return response.content();
                })
                .start("Test");
        perdure.crash();

        assertThat(run.raise("Go", null).output()).isEqualTo("\"ok\"");
        assertThat(seen).hasSize(1);
    }

    @Test
    @DisplayName(
            "202 is polled at its relative Location after Retry-After seconds, by GET, until it is another (O-109, O-110)")
    void polling() {
        answers.add(new Answer(202, Map.of("Location", "/status/1", "Retry-After", "5"), ""));
        answers.add(new Answer(202, Map.of("Location", "2", "Retry-After", "7"), ""));

        var run = call(DurableHttpRequest.post(uri("/start"), "work")
                .withHeader("X-Own", "kept")
                .withHeader("x-functions-key", "secret"));

        assertThat(run.output()).isEqualTo("\"200 ok\"");
        assertThat(seen).extracting(Seen::request).containsExactly("POST /start", "GET /status/1", "GET /status/2");
        assertThat(pauses(run)).containsExactly(ofSeconds(5), ofSeconds(7));
        assertThat(seen.get(1).headers())
                .containsEntry("X-own", List.of("kept"))
                .doesNotContainKeys("Content-type", "X-functions-key");
        assertThat(seen.get(1).body()).isEmpty();
    }

    @Test
    @DisplayName("Retry-After may be a date (O-109)")
    void date() {
        answers.add(new Answer(202, Map.of("Location", "/status", "Retry-After", "Fri, 20 Nov 2026 12:10:00 GMT"), ""));

        assertThat(pauses(call(DurableHttpRequest.get(uri("/start"))))).containsExactly(Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("without Retry-After it is polled after the configured pause (O-109)")
    void default_pause() {
        perdure.setting("perdure.orchestrations.http-poll-interval = 42 s");
        answers.add(new Answer(202, Map.of("Location", "/status"), ""));

        assertThat(pauses(call(DurableHttpRequest.get(uri("/start"))))).containsExactly(ofSeconds(42));
    }

    @Test
    @DisplayName("202 without a Location fails the task with a clear message (O-109)")
    void no_location() {
        answers.add(new Answer(202, Map.of(), ""));

        assertThat(call(DurableHttpRequest.get(uri("/start"))).failure().errorMessage())
                .contains("202 without a Location");
    }

    @Test
    @DisplayName("without the pattern a 202 is an answer like any other (O-111)")
    void without_polling() {
        answers.add(new Answer(202, Map.of("Location", "/status"), "later"));

        assertThat(call(DurableHttpRequest.get(uri("/start")).withoutPolling()).output())
                .isEqualTo("\"202 later\"");
    }

    @Test
    @DisplayName("secrets do not go along when the poll goes elsewhere (O-110)")
    void secrets() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        other.createContext("/", this::answer);
        other.start();
        answers.add(new Answer(
                202,
                Map.of("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/status", "Retry-After", "1"),
                ""));

        call(DurableHttpRequest.get(uri("/start"))
                .withHeader("Authorization", "secret")
                .withHeader("Cookie", "a=b"));
        other.stop(0);

        assertThat(seen.get(0).headers()).containsKeys("Authorization", "Cookie");
        assertThat(seen.get(1).headers()).doesNotContainKeys("Authorization", "Cookie");
    }

    @Test
    @DisplayName("credentials that were left out once stay out of all later polls (O-110)")
    void secrets_stay_out() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        other.createContext("/", this::answer);
        other.start();
        var there = "http://127.0.0.1:" + other.getAddress().getPort() + "/status";
        answers.add(new Answer(202, Map.of("Location", there, "Retry-After", "1"), ""));
        answers.add(new Answer(202, Map.of("Location", uri("/elsewhere").toString(), "Retry-After", "1"), ""));

        call(DurableHttpRequest.get(uri("/start")).withHeader("Authorization", "secret"));
        other.stop(0);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(2).headers()).doesNotContainKey("Authorization");
    }

    @Test
    @DisplayName("the Location of a 202 is judged like the request itself (O-109)")
    void location_is_judged() {
        answers.add(new Answer(202, Map.of("Location", "http://169.254.169.254/latest", "Retry-After", "1"), ""));
        assertThat(call(DurableHttpRequest.get(uri("/start"))).failure().errorMessage())
                .contains("'169.254.169.254'", "allowed-hosts");

        answers.add(new Answer(202, Map.of("Location", "file:///etc/passwd", "Retry-After", "1"), ""));
        assertThat(call(DurableHttpRequest.get(uri("/start"))).failure().errorMessage())
                .contains("Scheme 'file'");
    }

    @Test
    @DisplayName("a time-out of a request fails the task (O-112)")
    void timeout() throws IOException {
        server.createContext("/slow", exchange -> {
            // no answer
        });

        assertThat(call(DurableHttpRequest.get(uri("/slow")).withTimeout(ofMillis(200)))
                        .failure()
                        .errorMessage())
                .contains("no answer within PT0.2S");
    }

    @Test
    @DisplayName("with retry options any status but success is retried (O-108, O-113)")
    void retry() {
        answers.add(new Answer(500, Map.of(), ""));
        answers.add(new Answer(404, Map.of(), ""));

        var run = call(DurableHttpRequest.get(uri("/")).withRetry(RetryPolicy.attempts(3)));

        assertThat(run.output()).isEqualTo("\"200 ok\"");
        assertThat(seen).hasSize(3);
    }

    @Test
    @DisplayName("with statuses to retry others are results (O-113)")
    void retry_some() {
        answers.add(new Answer(503, Map.of(), ""));
        answers.add(new Answer(404, Map.of(), "none"));

        var run = call(DurableHttpRequest.get(uri("/")).withRetry(RetryPolicy.attempts(3), 503));

        assertThat(run.output()).isEqualTo("\"404 none\"");
    }

    @Test
    @DisplayName("polls are retried too; exhausted, the task fails (O-113)")
    void retry_polls() {
        answers.add(new Answer(202, Map.of("Location", "/status", "Retry-After", "1"), ""));
        answers.add(new Answer(500, Map.of(), ""));
        answers.add(new Answer(500, Map.of(), "broken"));

        var run = call(DurableHttpRequest.get(uri("/start")).withRetry(RetryPolicy.attempts(2)));

        assertThat(run.failure().errorMessage()).contains("GET", "/status", "answered 500", "broken");
    }

    @Test
    @DisplayName("a host that is not allowed fails the task at once, without a request")
    void not_allowed() {
        var run = call(DurableHttpRequest.get(
                        URI.create("http://localhost:" + server.getAddress().getPort() + "/"))
                .withRetry(RetryPolicy.attempts(3)));

        assertThat(run.failure().errorMessage()).contains("'localhost'", "perdure.http-calls.allowed-hosts");
        assertThat(seen).isEmpty();
    }
}

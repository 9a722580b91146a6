package io.perdure.orchestrations.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.perdure.orchestrations.DurableHttpRequest;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request by callHttp")
class HttpActivityTest {
    private static final URI START = URI.create("http://a.test/start");
    private static final Map<String, String> CREDENTIALS = Map.of(
            "Authorization", "Bearer secret",
            "Cookie", "session=secret",
            "Proxy-Authorization", "Basic secret",
            "x-functions-key", "secret",
            "X-API-KEY", "secret");

    private final FakeInternet internet =
            new FakeInternet().name("a.test", "93.184.216.1").name("b.test", "93.184.216.2");

    @BeforeEach
    @AfterEach
    void noInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @AfterEach
    void stop() {
        internet.close();
    }

    private HttpActivity activity(String... settings) throws Exception {
        var all = new java.util.ArrayList<>(java.util.List.of(settings));
        all.add("perdure.http-calls.allowed-hosts = [\"*.test\"]");
        return internet.activity(SSLContext.getDefault(), all.toArray(String[]::new));
    }

    private static DurableHttpRequest withCredentials(DurableHttpRequest request) {
        DurableHttpRequest all = request.withHeader("X-Own", "kept");
        for (var credential : CREDENTIALS.entrySet()) {
            all = all.withHeader(credential.getKey(), credential.getValue());
        }
        return all;
    }

    @ParameterizedTest
    @DisplayName("is redirected as browsers do it")
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "303, PUT, GET",
        "303, HEAD, HEAD",
        "302, PUT, PUT",
        "307, POST, POST",
        "308, PUT, PUT"
    })
    void redirected_method(int status, String method, String next) throws Exception {
        internet.redirect(status, "/next");

        FakeInternet.call(activity(), DurableHttpRequest.of(method, START).withContent("body"));

        assertThat(internet.seen).last().satisfies(seen -> {
            assertThat(seen.line()).isEqualTo(next + " /next");
            assertThat(seen.body()).isEqualTo(next.equals("GET") ? "" : "body");
            assertThat(seen.headers().containsKey("Content-type")).isEqualTo(!next.equals("GET"));
        });
    }

    @ParameterizedTest
    @DisplayName("takes no credentials to another origin, be it another host or another port")
    @ValueSource(strings = {"http://b.test/next", "http://a.test:81/next"})
    void credentials_stay(String elsewhere) throws Exception {
        internet.redirect(307, elsewhere);

        FakeInternet.call(activity(), withCredentials(DurableHttpRequest.post(START, "body")));

        assertThat(internet.seen.get(0).headers()).containsKeys("Authorization", "Cookie", "X-functions-key");
        assertThat(internet.seen.get(1).headers().toString()).doesNotContain("secret");
        assertThat(internet.seen.get(1).headers()).containsKey("X-own");
    }

    @Test
    @DisplayName("keeps its credentials within an origin, however it is written")
    void credentials_within() throws Exception {
        internet.redirect(307, "http://A.test.:80/next");

        FakeInternet.call(activity(), withCredentials(DurableHttpRequest.get(START)));

        assertThat(internet.seen.get(1).headers()).containsKeys("Authorization", "Cookie", "X-functions-key");
    }

    @Test
    @DisplayName("does not get its credentials back when it is redirected back")
    void credentials_return() throws Exception {
        internet.redirect(307, "http://b.test/").redirect(307, "http://a.test/elsewhere");

        FakeInternet.call(activity(), withCredentials(DurableHttpRequest.get(START)));

        assertThat(internet.seen.get(2).headers().toString()).doesNotContain("secret");
    }

    @Test
    @DisplayName("follows as many redirects as the setting says, and one more fails it for good")
    void too_many() throws Exception {
        var activity = activity("perdure.http-calls.max-redirects = 2");
        internet.redirect(302, "/1").redirect(302, "/2");
        assertThat(FakeInternet.call(activity, DurableHttpRequest.get(START)).content())
                .isEqualTo("ok");

        internet.redirect(302, "/1").redirect(302, "/2").redirect(302, "/3");
        assertThatThrownBy(() -> FakeInternet.call(activity, DurableHttpRequest.get(START)))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContainingAll("GET http://a.test/start", "more than 2 times", "max-redirects");
    }

    @Test
    @DisplayName("gets the redirect as its answer when redirects are off, or lead nowhere")
    void redirect_as_answer() throws Exception {
        internet.redirect(302, "http://b.test/");
        var off = FakeInternet.call(activity("perdure.http-calls.max-redirects = 0"), DurableHttpRequest.get(START));
        assertThat(off.statusCode()).isEqualTo(302);
        assertThat(off.header("Location")).isEqualTo("http://b.test/");

        internet.reply(exchange -> exchange.sendResponseHeaders(302, -1));
        assertThat(FakeInternet.call(activity(), DurableHttpRequest.get(START)).statusCode())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("tells where to poll when a redirect led to a 202 with a relative Location (O-109)")
    void location_after_redirect() throws Exception {
        internet.redirect(307, "http://b.test/jobs/").redirect(202, "17");

        var answer = FakeInternet.call(activity(), DurableHttpRequest.get(START));

        assertThat(answer.header("Location")).isEqualTo("http://b.test/jobs/17");
    }

    @ParameterizedTest
    @DisplayName("fails when the answer is larger than the setting, with or without a length")
    @ValueSource(longs = {0, 65})
    void too_large(long length) throws Exception {
        internet.reply(exchange -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(new byte[65]);
        });

        assertThatThrownBy(() -> FakeInternet.call(
                        activity("perdure.http-calls.max-response-size = 64"), DurableHttpRequest.get(START)))
                .isInstanceOf(AnswerTooLargeException.class)
                .hasMessageContainingAll("http://a.test/start", "more than 64 bytes", "max-response-size");
    }

    @Test
    @DisplayName("gets an answer that is just as large as the setting")
    void as_large() throws Exception {
        internet.reply(exchange -> {
            exchange.sendResponseHeaders(200, 64);
            exchange.getResponseBody().write("x".repeat(64).getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(FakeInternet.call(
                                activity("perdure.http-calls.max-response-size = 64"), DurableHttpRequest.get(START))
                        .content())
                .hasSize(64);
    }

    @Test
    @Timeout(20)
    @DisplayName("has a time-out for the whole answer: one that drips does not last for ever (O-112)")
    void drips() throws Exception {
        internet.reply(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            drip(exchange);
        });

        assertThatThrownBy(() -> FakeInternet.call(
                        activity(), DurableHttpRequest.get(START).withTimeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessage("GET http://a.test/start: no answer within PT0.3S.");
    }

    /** Never silent for long enough to be taken for dead, until nobody listens. */
    private static void drip(HttpExchange exchange) throws IOException {
        try {
            while (!new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("is given up when its thread is interrupted, as when the node stops")
    void interrupted() throws Exception {
        var arrived = new CountDownLatch(1);
        internet.reply(exchange -> {
            arrived.countDown();
            drip(exchange); // never an answer's head
        });
        var reach = Connections.real();
        var outcome = new AtomicReference<Throwable>();
        var server = internet.address();
        var activity = new HttpActivity(
                FakeInternet.config(
                        "perdure.http-calls { allowed-hosts = [\"127.0.0.1\"], allow-private-addresses = on }"),
                () -> reach);
        var thread = new Thread(() -> outcome.set(catchThrowable(() -> FakeInternet.call(
                activity, DurableHttpRequest.get(URI.create("http://127.0.0.1:" + server.getPort() + "/"))))));
        thread.start();
        arrived.await();

        thread.interrupt();
        thread.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @DisplayName("cannot carry a second request in a header, nor headers that belong to the connection")
    @CsvSource({
        "'X-Own', 'a\r\nX-Other: b'",
        "'X-Own', 'a\nGET /admin HTTP/1.1'",
        "'X-Own', 'a\u0000'",
        "'X-Own', 'a\u2028b'",
        "'X-Own\r\nX-Other', 'a'",
        "'X Own', 'a'",
        "'X-Own:', 'a'",
        "'', 'a'",
        "'Host', 'inside.test'",
        "'content-length', '0'",
        "'Transfer-Encoding', 'chunked'",
        "'Connection', 'Authorization'",
        "'Upgrade', 'h2c'"
    })
    void headers(String name, String value) {
        assertThatThrownBy(() -> FakeInternet.call(
                        activity(), DurableHttpRequest.get(START).withHeader(name, value)))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("Header")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\r", "\n", "inside.test"));
        assertThat(internet.connected).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("has a method that asks the host itself")
    @ValueSource(strings = {"CONNECT", "trace", "GET /x HTTP/1.1\r\nX: y", "G ET"})
    void methods(String method) {
        assertThatThrownBy(() -> FakeInternet.call(activity(), DurableHttpRequest.of(method, START)))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("HTTP method");
        assertThat(internet.connected).isEmpty();
    }

    @Test
    @DisplayName("goes to the ports of the setting only, also when it is redirected")
    void ports() throws Exception {
        var activity = activity("perdure.http-calls.allowed-ports = [80, 443]");
        internet.redirect(302, "http://a.test:8080/");

        assertThatThrownBy(() -> FakeInternet.call(activity, DurableHttpRequest.get(START)))
                .hasMessage(
                        "Redirected by http://a.test/start: Port 8080 of host 'a.test' is not allowed for callHttp (expected: one of perdure.http-calls.allowed-ports, [80, 443]).");
    }

    @Test
    @DisplayName("reaches the private networks of the setting, and no others")
    void private_networks() throws Exception {
        internet.name("in.test", "10.1.2.3").name("out.test", "10.2.0.1");
        var activity = activity("perdure.http-calls.allowed-private-networks = [\"10.1.0.0/16\"]");

        FakeInternet.get(activity, "http://in.test/");

        assertThatThrownBy(() -> FakeInternet.get(activity, "http://out.test/"))
                .hasMessageContaining("a private address");
    }

    @Test
    @DisplayName("does not go through a proxy that the process was told of")
    void no_proxy() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new java.net.InetSocketAddress("93.184.216.99", 3128)));
        System.setProperty("http.proxyHost", "93.184.216.99");
        try {
            FakeInternet.call(activity(), DurableHttpRequest.get(START));
        } finally {
            ProxySelector.setDefault(before);
            System.clearProperty("http.proxyHost");
        }
        assertThat(internet.connected)
                .extracting(to -> to.getAddress().getHostAddress())
                .containsExactly("93.184.216.1");
    }

    @Test
    @DisplayName("that fails shows neither query nor fragment, which may hold keys")
    void no_secrets_in_messages() throws Exception {
        internet.reply(HttpExchange::close);

        Throwable failure = catchThrowable(() -> FakeInternet.get(activity(), "http://a.test/x?code=secret#secret"));

        assertThat(failure).isInstanceOf(IOException.class).hasMessageStartingWith("GET http://a.test/x: ");
        assertThat(failure.getMessage()).doesNotContain("secret");
    }
}

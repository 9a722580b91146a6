package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of live instances over HTTP, against a server that asks for a key. */
class StatusReadsTest {
    private static final String KEY = "0123456789abcdef";

    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile String status = "Running";
    /** The first so many reads find instances that have not begun. */
    private volatile int pending;

    private volatile boolean asksForKey = true;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/runtime/webhooks/durabletask/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void eachWaiterIsStartedOnceAndAwaitedUntilItRuns() throws Exception {
        pending = 15;
        LoadResult result = runner(KEY).run(new Load.StartWaiters(10, 4));
        assertThat(result.acknowledged()).isEqualTo(10);
        assertThat(result.errors()).isZero();
        assertThat(result.mismatch()).isNull();
        assertThat(started).hasSize(10).contains("Waiter/live0", "Waiter/live9");
        assertThat(reads).hasValueGreaterThan(15);
    }

    @Test
    void everyAnswerIsChecked() throws Exception {
        LoadResult good = runner(KEY).run(new Load.StatusReads(4, 10, 50, 400));
        assertThat(good.errors()).isZero();
        assertThat(good.acknowledged()).isPositive().isEqualTo(reads.get());
        status = "Suspended";
        LoadResult suspended = runner(KEY).run(new Load.StatusReads(4, 10, 50, 400));
        assertThat(suspended.acknowledged()).isZero();
        assertThat(suspended.firstError()).startsWith("HTTP 202 {").endsWith("Running)");
    }

    @Test
    void theStatusOfAnotherInstanceIsAnError() {
        Request wanted = new Request.Status("live1");
        assertThat(HttpRequests.fault(wanted, answer(202, body("live1", "Running"))))
                .isNull();
        assertThat(HttpRequests.fault(wanted, answer(202, body("live10", "Running"))))
                .isNotNull();
        assertThat(HttpRequests.fault(wanted, answer(200, body("live1", "Running"))))
                .isNotNull();
    }

    @Test
    void aRequestWithoutTheKeyIsRefused() throws Exception {
        LoadResult result = runner(null).run(new Load.StatusReads(1, 1, 0, 100));
        assertThat(result.acknowledged()).isZero();
        assertThat(result.firstError()).startsWith("HTTP 401");
    }

    @Test
    void aServerThatIsToAskForKeysAndDoesNotIsNoMeasureOfThem() throws Exception {
        HttpAccess.expectRefusalWithoutKey(server.getAddress());
        asksForKey = false;
        assertThatThrownBy(() -> HttpAccess.expectRefusalWithoutKey(server.getAddress()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("by its status (expected: HTTP 401)");
    }

    @Test
    void aPeerShowsNoKey() {
        assertThat(new Peer(server.getAddress(), KEY).toString())
                .contains(Integer.toString(server.getAddress().getPort()))
                .doesNotContain(KEY);
    }

    private LoadRunner runner(String key) {
        return new LoadRunner(ProcessHandle.current().pid(), new HttpAccess(new Peer(server.getAddress(), key)));
    }

    private static HttpAnswer answer(int code, String body) {
        byte[] bytes = "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(code, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
        HttpAnswer answer = new HttpAnswer();
        answer.append(bytes, bytes.length);
        try {
            assertThat(answer.complete()).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return answer;
    }

    private void serve(HttpExchange exchange) throws IOException {
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/"));
        String last = path.get(path.size() - 1);
        if (asksForKey && !KEY.equals(exchange.getRequestHeaders().getFirst("x-functions-key"))) {
            answer(exchange, 401, "");
        } else if (exchange.getRequestMethod().equals("POST")) {
            boolean first = started.add(path.get(path.size() - 2) + '/' + last);
            answer(exchange, first ? 202 : 409, "");
        } else {
            answer(exchange, 202, body(last, reads.incrementAndGet() <= pending ? "Pending" : status));
        }
    }

    private static String body(String id, String status) {
        return "{\"name\":\"Waiter\",\"instanceId\":\"%s\",\"runtimeStatus\":\"%s\",\"input\":null}"
                .formatted(id, status);
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

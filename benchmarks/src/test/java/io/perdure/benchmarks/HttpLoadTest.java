package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load generator against a server that keeps sums as a node would, or fails to. */
class HttpLoadTest {
    private final Map<String, AtomicLong> sums = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    /** Every so many adds the server answers 503; 0 for never. */
    private volatile int busyEvery;
    /** Every so many adds the server hangs up after applying the add; 0 for never. */
    private volatile int hangUpEvery;
    /** Every so many adds the server answers well and forgets the add; 0 for never. */
    private volatile int forgetEvery;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyAnswerCountsAndTheSumsFit() throws Exception {
        LoadResult result = run(Load.Operation.CALL, 10);
        assertThat(result.errors()).isZero();
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isPositive().isEqualTo(total());
        assertThat(result.rate()).isPositive();
        assertThat(result.p99Millis())
                .isGreaterThanOrEqualTo(result.p50Millis())
                .isPositive();
    }

    @Test
    void oneRunGoesOnFromTheOther() throws Exception {
        LoadRunner runner = runner();
        long first =
                runner.run(new Load.Adds(Load.Operation.CALL, 4, 1, 100, 400)).acknowledged();
        LoadResult second = runner.run(new Load.Adds(Load.Operation.SIGNAL, 4, 1, 100, 400));
        assertThat(second.mismatch()).isNull();
        assertThat(first + second.acknowledged()).isEqualTo(total());
    }

    @Test
    void aRefusalIsAnErrorAndNoMismatch() throws Exception {
        busyEvery = 3;
        LoadResult result = run(Load.Operation.CALL, 10);
        assertThat(result.errors()).isPositive();
        assertThat(result.firstError()).isEqualTo("HTTP 503 busy");
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isEqualTo(total());
    }

    @Test
    void aBrokenConnectionIsAnErrorAndTheClientGoesOn() throws Exception {
        hangUpEvery = 3;
        LoadResult result = run(Load.Operation.CALL, 10);
        assertThat(result.errors()).isGreaterThan(1);
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged() + result.errors()).isEqualTo(total());
    }

    @Test
    void aForgottenAddIsAMismatch() throws Exception {
        forgetEvery = 2;
        Ledger ledger = new Ledger(1);
        Meter meter = meter(ledger);
        List<Request> adds = List.of(new Request.Add(Load.Operation.CALL, "hot0"));
        HttpLoad.run(address(), 4, new RequestTraffic(Peer.open(address()), adds, Source.random(1, meter), meter));
        assertThat(ledger.fits(0, total())).isFalse();
    }

    private LoadRunner runner() {
        return new LoadRunner(ProcessHandle.current().pid(), new HttpAccess(Peer.open(address())));
    }

    private LoadResult run(Load.Operation operation, int keys) throws Exception {
        return runner().run(new Load.Adds(operation, 4, keys, 100, 400));
    }

    private static Meter meter(Ledger ledger) {
        return new Meter(new Load.Adds(Load.Operation.CALL, 4, 1, 0, 300), ledger, System.nanoTime());
    }

    private InetSocketAddress address() {
        return server.getAddress();
    }

    private long total() {
        return sums.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String key = path.substring(HttpRequests.COUNTERS.length()).replace("/call", "");
        if (exchange.getRequestMethod().equals("GET")) {
            AtomicLong sum = sums.get(key);
            answer(exchange, sum == null ? 404 : 200, sum == null ? "" : sum.toString());
            return;
        }
        assertThat(exchange.getRequestURI()).extracting(URI::getQuery).isEqualTo("op=add");
        long amount = Long.parseLong(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        long number = requests.incrementAndGet();
        if (every(busyEvery, number)) {
            answer(exchange, 503, "busy");
            return;
        }
        AtomicLong sum = sums.computeIfAbsent(key, any -> new AtomicLong());
        long now = every(forgetEvery, number) ? sum.get() : sum.addAndGet(amount);
        if (every(hangUpEvery, number)) {
            exchange.close();
        } else if (path.endsWith("/call")) {
            answer(exchange, 200, Long.toString(now));
        } else {
            answer(exchange, 202, "");
        }
    }

    private static boolean every(int interval, long number) {
        return interval > 0 && number % interval == 0;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

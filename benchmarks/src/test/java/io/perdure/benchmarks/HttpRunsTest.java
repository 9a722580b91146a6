package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orchestrations over HTTP, against a server whose instances end at once. */
class HttpRunsTest {
    private static final int PAGE = 7;
    private static final String HELLO = "[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]";

    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String output = HELLO;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/runtime/webhooks/durabletask/orchestrators/", this::run);
        server.createContext("/runtime/webhooks/durabletask/instances", this::list);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyOutputIsCheckedAndEveryInstanceCounted() throws Exception {
        LoadResult result = run(new Load.Runs(Program.HELLO_3, 4, 50, 1_000));
        assertThat(result.errors()).isZero();
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isGreaterThan(PAGE).isEqualTo(starts.size());
        assertThat(starts).containsOnly("HelloSequence?timeout=30");
    }

    @Test
    void aWrongOutputIsAnError() throws Exception {
        output = "[]";
        LoadResult result = once(Program.HELLO_3);
        assertThat(result.acknowledged()).isZero();
        assertThat(result.firstError()).isEqualTo("HTTP 200 [] (expected: 200 " + HELLO + ")");
    }

    @Test
    void oneThatDoesNotEndInTimeIsAnError() throws Exception {
        status = 202;
        LoadResult result = once(Program.HELLO_3);
        assertThat(result.acknowledged()).isZero();
        assertThat(result.firstError()).startsWith("HTTP 202");
    }

    @Test
    void startsAsManySleepersAsAsked() throws Exception {
        status = 202;
        LoadResult result = run(new Load.StartSleepers(50, 30, 8));
        assertThat(result.acknowledged()).isEqualTo(50);
        assertThat(result.rate()).isPositive();
        assertThat(starts).hasSize(50).containsOnly("Sleeper");
    }

    private LoadResult run(Load load) throws Exception {
        return new LoadRunner(ProcessHandle.current().pid(), new HttpAccess(Peer.open(server.getAddress()))).run(load);
    }

    private LoadResult once(Program program) throws IOException {
        Ledger ledger = Ledger.ofInstances(program.orchestrator());
        Meter meter = new Meter(new Load.Runs(program, 1, 0, 60_000), ledger, System.nanoTime());
        new HttpAccess(Peer.open(server.getAddress())).drive(1, List.of(program.run()), Source.times(1), meter);
        return meter.result(0, new Settlement(0, null));
    }

    private void run(HttpExchange exchange) throws IOException {
        starts.add(exchange.getRequestURI().toString().replaceAll(".*/", ""));
        answer(exchange, status, output);
    }

    private void list(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst(HttpRequests.TOKEN);
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(from + PAGE, starts.size());
        exchange.getResponseHeaders().set(HttpRequests.TOKEN, to < starts.size() ? Integer.toString(to) : "");
        String page = starts.subList(from, to).stream()
                .map(start -> "{\"name\":\"%s\",\"output\":%s}".formatted(start.replaceAll("\\?.*", ""), output))
                .collect(Collectors.joining(",", "[", "]"));
        answer(exchange, 200, page);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

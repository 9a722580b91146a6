package io.perdure.orchestrations.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.DurableHttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A server that answers for every address there is, a name server, and notes of who connected where. */
final class FakeInternet implements AutoCloseable {
    private final Map<String, Queue<String[]>> names = new HashMap<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    final List<InetSocketAddress> connected = new CopyOnWriteArrayList<>();
    final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** One request as the server got it; names of headers as {@code Content-type}. */
    record Seen(String line, Map<String, List<String>> headers, String body) {}

    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    FakeInternet(Supplier<HttpServer> made) {
        server = made.get();
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    FakeInternet() {
        this(() -> {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What the name server says, one answer after the other, the last for ever. */
    FakeInternet name(String host, String... addresses) {
        names.computeIfAbsent(host, unknown -> new ArrayDeque<>()).add(addresses);
        return this;
    }

    FakeInternet reply(Reply reply) {
        replies.add(reply);
        return this;
    }

    FakeInternet redirect(int status, String location) {
        return reply(exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(status, -1);
        });
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    static Config config(String... settings) {
        return ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(ConfigFactory.defaultReference())
                .resolve()
                .getConfig("perdure");
    }

    /** An activity that lives in this internet. */
    HttpActivity activity(SSLContext tls, String... settings) {
        return new HttpActivity(config(settings), () -> new Connections(this::lookUp, Dialled::new, tls));
    }

    static DurableHttpResponse call(HttpActivity activity, DurableHttpRequest request) throws Exception {
        return activity.run(nobody(), List.of(HttpActivity.Request.of(request)));
    }

    /** As a request arrives that no orchestrator of this version has made. */
    static DurableHttpResponse get(HttpActivity activity, String uri) throws Exception {
        return activity.run(
                nobody(), List.of(new HttpActivity.Request("GET", URI.create(uri), Map.of(), null, 0, null)));
    }

    private static ActivityContext nobody() {
        return (ActivityContext) Proxy.newProxyInstance(
                FakeInternet.class.getClassLoader(), new Class<?>[] {ActivityContext.class}, (self, method, args) -> {
                    throw new AssertionError(method + " is not asked");
                });
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        Queue<String[]> answers = names.get(host);
        if (answers == null && !host.contains(":") && !IpNetwork.isDottedQuad(host)) {
            throw new UnknownHostException(host);
        }
        String[] addresses =
                answers == null ? new String[] {host} : answers.size() > 1 ? answers.remove() : answers.element();
        var found = new InetAddress[addresses.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.add(new Seen(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Reply reply = replies.poll();
        if (reply == null) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
        } else {
            reply.to(exchange);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Notes where it should go, and goes to the server. */
    private final class Dialled extends Socket {
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            connected.add((InetSocketAddress) to);
            super.connect(server.getAddress(), timeout);
        }
    }
}

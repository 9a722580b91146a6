package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection")
class ConnectionGuardTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static GatewayFixture door;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("""
                perdure.http {
                  idle-timeout = 2s, crowded-idle-timeout = 1s, max-requests-per-connection = 3
                  server.max-connections = 40
                }""");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void hang_up() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    @DisplayName("that says nothing is closed after the idle time-out")
    void silent() throws IOException {
        assertThat(closedAfter(connect())).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
    }

    @Test
    @DisplayName("whose headers trickle in is closed as if it said nothing (slow loris)")
    void slow_loris() throws IOException {
        Socket socket = connect();
        var closed = CompletableFuture.supplyAsync(() -> closedAfter(socket));
        send(socket, "GET /health/live HTTP/1.1\r\n");

        // One header at a time: it is never idle, as far as bytes go.
        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    trySend(socket, "X-Slow: 1\r\n");
                    return closed.isDone();
                });

        assertThat(closed.join()).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
    }

    @Test
    @DisplayName("stays open while a request is in work for longer than that")
    void in_work() throws IOException {
        Socket socket = connect();
        send(
                socket,
                "POST /runtime/webhooks/durabletask/orchestrators/Approval?timeout=4 HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 0\r\n\r\n");

        assertThat(head(socket)).startsWith("HTTP/1.1 202");
    }

    @Test
    @DisplayName("is told to close with the last request that it may have")
    void worn_out() throws IOException {
        Socket socket = connect();

        send(socket, LIVE);
        String first = head(socket);
        send(socket, LIVE);
        String second = head(socket);
        send(socket, LIVE);
        String third = head(socket);

        assertThat(first + second).doesNotContain("Connection: close");
        assertThat(third).contains("Connection: close");
        assertThat(closedAfter(socket)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("that only holds its place goes sooner while there are many, so that others get in")
    void crowded() throws IOException {
        for (int i = 0; i < 40; i++) {
            connect();
        }

        Duration waited = Duration.ofNanos(
                nanosOf(() -> assertThat(door.get("/health/live").statusCode()).isEqualTo(200)));

        assertThat(waited).isLessThan(Duration.ofSeconds(5));
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void trySend(Socket socket, String text) {
        try {
            send(socket, text);
        } catch (IOException closed) {
            // What the test waits for.
        }
    }

    /** Reads one answer with a body of a known length, and gives its head. */
    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed after: " + head);
            }
            head.append((char) next);
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r\n", at))));
        return head.toString();
    }

    private static Duration closedAfter(Socket socket) {
        long since = System.nanoTime();
        try {
            if (socket.getInputStream().read() >= 0) {
                throw new IllegalStateException("an answer to no request");
            }
        } catch (IOException reset) {
            if (reset instanceof java.net.SocketTimeoutException) {
                throw new IllegalStateException("still open", reset);
            }
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static long nanosOf(Runnable work) {
        long since = System.nanoTime();
        work.run();
        return System.nanoTime() - since;
    }
}

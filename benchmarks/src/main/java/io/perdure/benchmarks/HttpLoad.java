package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many keep-alive HTTP clients on one thread and one selector. The load generator shares two cores with the node under
 * test: what it saves is what the node can show.
 */
final class HttpLoad implements AutoCloseable {
    private final Selector selector;
    private final List<HttpConnection> connections = new ArrayList<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024);
    private final Traffic traffic;
    private int busy;

    private HttpLoad(List<InetSocketAddress> doors, int clients, Traffic traffic) throws IOException {
        this.traffic = traffic;
        selector = Selector.open();
        try {
            for (int i = 0; i < clients; i++) {
                connections.add(HttpConnection.open(doors.get(i % doors.size()), selector));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Runs until every client is done and has its last answer, or has waited too long for it. */
    static void run(InetSocketAddress address, int clients, Traffic traffic) throws IOException {
        run(List.of(address), clients, traffic);
    }

    /** As {@link #run(InetSocketAddress, int, Traffic)}; the clients are spread over the doors. */
    static void run(List<InetSocketAddress> doors, int clients, Traffic traffic) throws IOException {
        try (HttpLoad load = new HttpLoad(doors, clients, traffic)) {
            load.run();
        }
    }

    private void run() throws IOException {
        for (HttpConnection connection : connections) {
            advance(connection);
        }
        while (busy > 0) {
            int ready = selector.select(this::serve, 1_000);
            if (ready == 0) {
                giveUpOverdue();
            }
        }
    }

    private void serve(SelectionKey key) {
        HttpConnection connection = (HttpConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable() && connection.receive(incoming)) {
                busy--;
                traffic.answered(connection.number(), connection.sentAt(), connection.answer());
                if (connection.answer().closes()) {
                    connection.reopen();
                }
                advance(connection);
            }
        } catch (IOException e) {
            lose(connection, e.toString());
        }
    }

    private void advance(HttpConnection connection) {
        int number = traffic.next();
        if (number == Traffic.DONE) {
            return;
        }
        busy++;
        try {
            connection.send(number, traffic.request(number));
        } catch (IOException e) {
            lose(connection, e.toString());
        }
    }

    /** Counts the loss and goes on over a new connection; a client that cannot have one stops. */
    private void lose(HttpConnection connection, String reason) {
        if (connection.waiting()) {
            busy--;
            traffic.lost(connection.number(), reason);
        }
        try {
            connection.reopen();
        } catch (IOException e) {
            return;
        }
        advance(connection);
    }

    private void giveUpOverdue() {
        long now = System.nanoTime();
        for (HttpConnection connection : connections) {
            if (!connection.waiting()) {
                continue;
            }
            Duration patience = traffic.patience(connection.number());
            if (now - connection.sentAt() > patience.toNanos()) {
                lose(connection, "no answer within " + patience.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}

package io.perdure.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A process that holds many connections to a port, with one thread: in the process of the door they would need twice as many
 * files. Says {@code open} when all are open; then takes orders, one a line: {@code count} says how many are still open, {@code
 * use N} sends a request over N of them and says how many were answered 200.
 */
final class Besieger {
    private static final int TICK_MILLIS = 200;
    /** Between the bytes of one connection that trickles. */
    private static final long TRICKLE_NANOS = 1_000_000_000L;
    /** So many connect at the same time: fewer than a backlog holds. */
    private static final int CONNECTING = 200;

    private static final byte[] REQUEST =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SLOW_BEGINNING =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final InetSocketAddress door;
    private final boolean trickles;
    private final List<SocketChannel> open = new ArrayList<>();
    private long trickled = System.nanoTime();
    private int connecting;
    private int answered;

    private Besieger(int port, boolean trickles) throws IOException {
        this.door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.trickles = trickles;
    }

    /** @param args port, how many, and {@code idle} or {@code trickle} */
    public static void main(String[] args) throws IOException {
        var orders = new ConcurrentLinkedQueue<String>();
        var reader = new Thread(() ->
                new BufferedReader(new InputStreamReader(System.in)).lines().forEach(orders::add));
        reader.setDaemon(true);
        reader.start();
        var besieger = new Besieger(Integer.parseInt(args[0]), args[2].equals("trickle"));
        besieger.connect(Integer.parseInt(args[1]));
        System.out.println("open");
        while (reader.isAlive()) {
            besieger.tick();
            for (String order = orders.poll(); order != null; order = orders.poll()) {
                System.out.println(
                        order.equals("count")
                                ? besieger.open.size()
                                : besieger.use(Integer.parseInt(order.substring(4))));
            }
        }
    }

    private void connect(int count) throws IOException {
        int begun = 0;
        while (begun < count || connecting > 0) {
            while (begun < count && connecting < CONNECTING) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(door);
                channel.register(selector, SelectionKey.OP_CONNECT);
                connecting++;
                begun++;
            }
            look();
        }
    }

    private void tick() throws IOException {
        look();
        if (trickles && System.nanoTime() - trickled >= TRICKLE_NANOS) {
            trickled = System.nanoTime();
            for (SocketChannel channel : List.copyOf(open)) {
                send(channel, new byte[] {'x'});
            }
        }
    }

    private int use(int count) throws IOException {
        answered = 0;
        for (SocketChannel channel : List.copyOf(open.subList(0, count))) {
            send(channel, REQUEST);
        }
        long end = System.nanoTime() + 20_000_000_000L;
        while (answered < count && System.nanoTime() < end) {
            look();
        }
        return answered;
    }

    private void send(SocketChannel channel, byte[] bytes) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException closed) {
            gone(channel);
        }
    }

    private void look() throws IOException {
        selector.select(
                key -> {
                    var channel = (SocketChannel) key.channel();
                    try {
                        if (key.isConnectable()) {
                            connecting--;
                            channel.finishConnect();
                            key.interestOps(SelectionKey.OP_READ);
                            open.add(channel);
                            if (trickles) {
                                channel.write(ByteBuffer.wrap(SLOW_BEGINNING));
                            }
                        } else if (key.isReadable()) {
                            read(channel);
                        }
                    } catch (IOException closed) {
                        gone(channel);
                    }
                },
                TICK_MILLIS);
    }

    private void read(SocketChannel channel) throws IOException {
        var answer = ByteBuffer.allocate(2_000);
        if (channel.read(answer) < 0) {
            gone(channel);
        } else if (new String(answer.array(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200")) {
            answered++;
        }
    }

    private void gone(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException already) {
            // That is what it is for.
        }
    }
}

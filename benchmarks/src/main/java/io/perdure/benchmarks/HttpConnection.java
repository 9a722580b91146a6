package io.perdure.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One client's keep-alive connection: at most one request under way. */
final class HttpConnection {
    private final InetSocketAddress address;
    private final Selector selector;
    private final HttpAnswer answer = new HttpAnswer();
    private final byte[] chunk = new byte[16 * 1024];
    private ByteBuffer outgoing = ByteBuffer.allocate(0);
    private SocketChannel channel;
    private SelectionKey key;
    private boolean waiting;
    private int number;
    private long sentAt;

    private HttpConnection(InetSocketAddress address, Selector selector) throws IOException {
        this.address = address;
        this.selector = selector;
        channel = connect(address);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static HttpConnection open(InetSocketAddress address, Selector selector) throws IOException {
        return new HttpConnection(address, selector);
    }

    private static SocketChannel connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.connect(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void reopen() throws IOException {
        close();
        waiting = false;
        answer.clear();
        channel = connect(address);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(int requestNumber, byte[] request) throws IOException {
        number = requestNumber;
        waiting = true;
        answer.clear();
        outgoing = ByteBuffer.wrap(request);
        sentAt = System.nanoTime();
        flush();
    }

    void flush() throws IOException {
        channel.write(outgoing);
        int interest = outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) { // each setting is a system call later
            key.interestOps(interest);
        }
    }

    /** Takes what has arrived; true when the answer is whole. */
    boolean receive(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("connection closed by the server");
        }
        if (count > 0 && !waiting) {
            throw new IOException("bytes without a request");
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            int length = Math.min(chunk.length, buffer.remaining());
            buffer.get(chunk, 0, length);
            answer.append(chunk, length);
        }
        if (count == 0 || !answer.complete()) {
            return false;
        }
        waiting = false;
        return true;
    }

    HttpAnswer answer() {
        return answer;
    }

    boolean waiting() {
        return waiting;
    }

    int number() {
        return number;
    }

    long sentAt() {
        return sentAt;
    }

    void close() throws IOException {
        channel.close();
    }
}

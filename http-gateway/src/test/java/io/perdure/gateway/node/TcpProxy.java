package io.perdure.gateway.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands between a node and what it connects to, its database or another node, and can be as bad as a network. */
public final class TcpProxy implements AutoCloseable {
    /** What the server says when a transaction is durable, or an insert that is one by itself. */
    private static final Pattern COMMITTED = Pattern.compile("COMMIT\0|INSERT 0 \\d+\0Z\0\0\0\5I");

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToDrop = new AtomicInteger();
    private volatile State state = State.PASSING;

    private enum State {
        PASSING,
        CUT,
        SILENT,
        UNANSWERED
    }

    /** To a server on this machine, by a free port. */
    public TcpProxy(int serverPort) {
        this(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    }

    public TcpProxy(InetSocketAddress address, InetSocketAddress server) {
        this.server = server;
        try {
            door = new ServerSocket(address.getPort(), 64, address.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("proxy-accept", this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Breaks all connections, and every new one at once. */
    public void cut() {
        state = State.CUT;
        breakAll();
    }

    /** Swallows everything from now on, without a word. */
    public void silence() {
        state = State.SILENT;
    }

    /** Swallows what the server says from now on; it hears, and does, what it is told. */
    public void swallowAnswers() {
        state = State.UNANSWERED;
    }

    /** All is well again; connections that were silent are broken. */
    public void restore() {
        boolean wasSilent = state == State.SILENT || state == State.UNANSWERED;
        state = State.PASSING;
        if (wasSilent) {
            breakAll();
        }
    }

    /** The next commits happen, but their connections break before the answer. */
    public void dropCommitAnswers(int count) {
        answersToDrop.set(count);
    }

    public int commitAnswersLeftToDrop() {
        return answersToDrop.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        breakAll();
    }

    private void breakAll() {
        open.forEach(TcpProxy::closeQuietly);
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (state == State.CUT) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // the loop's condition decides
            }
        }
    }

    private void connect(Socket client) {
        Socket server;
        try {
            server = new Socket(this.server.getAddress(), this.server.getPort());
        } catch (IOException notThere) {
            closeQuietly(client); // as the server's machine would say
            return;
        }
        open.add(client);
        open.add(server);
        daemon("proxy-up", () -> pump(client, server, false));
        daemon("proxy-down", () -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (answers && isDropped(buffer, length)) {
                    break;
                }
                if (state == State.PASSING || (state == State.UNANSWERED && !answers)) {
                    out.write(buffer, 0, length);
                    out.flush();
                }
            }
        } catch (IOException broken) {
            // as one side breaks, so does the other
        }
        closeQuietly(from);
        closeQuietly(to);
        open.remove(from);
        open.remove(to);
    }

    private boolean isDropped(byte[] buffer, int length) {
        return answersToDrop.get() > 0
                && COMMITTED
                        .matcher(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))
                        .find()
                && answersToDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // as wanted
        }
    }
}

package io.perdure.gateway.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Holds an operation that runs in a node until the test opens. */
final class Gate implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket door;

    Gate() {
        try {
            door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            door.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Waits until an operation stands at the gate; closing what this returns lets it go on. */
    Socket arrival() {
        try {
            return door.accept();
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody came to the gate", e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

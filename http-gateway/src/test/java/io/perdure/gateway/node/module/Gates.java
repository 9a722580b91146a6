package io.perdure.gateway.node.module;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** The node's side of a test's gate: an operation knocks by connecting, and may go on when the connection ends. */
final class Gates {
    private Gates() {}

    static void pass(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int end = socket.getInputStream().read();
            if (end >= 0) {
                throw new IOException("A byte at the gate: " + end);
            }
        }
    }
}

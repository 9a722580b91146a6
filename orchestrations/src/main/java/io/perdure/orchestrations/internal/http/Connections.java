package io.perdure.orchestrations.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** What the node's process has to reach others with; a test has its own. */
record Connections(CheckedNames.Names names, Sockets sockets, SSLContext tls) {

    /** Makes sockets that are not connected yet. */
    @FunctionalInterface
    interface Sockets {
        Socket create() throws IOException;
    }

    /**
     * The real ones. A socket of a channel is closed when its thread is interrupted, so that a node that stops does not wait
     * for answers; and it ignores the proxies that system properties name.
     */
    static Connections real() {
        try {
            return new Connections(
                    InetAddress::getAllByName, () -> SocketChannel.open().socket(), SSLContext.getDefault());
        } catch (NoSuchAlgorithmException noTls) {
            throw new IllegalStateException("This Java has no TLS.", noTls);
        }
    }
}

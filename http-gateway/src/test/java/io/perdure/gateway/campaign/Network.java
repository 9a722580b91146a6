package io.perdure.gateway.campaign;

import io.perdure.gateway.node.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What lies between the nodes: one proxy for each ordered pair. Each node has a hosts file of its own, by which the names of
 * the others mean its proxies to them. Artery sends by the connections that a node opens itself, so that silencing the proxy
 * from one to another cuts this direction alone.
 */
final class Network implements AutoCloseable {
    private static final int OWN = 100;

    private final Path directory;
    private final int count;
    private final int port;
    private final Map<Link, TcpProxy> links = new HashMap<>();

    private record Link(int from, int to) {}

    Network(Path directory, int count) {
        this.directory = directory;
        this.count = count;
        port = freePort();
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                if (from != to) {
                    links.put(new Link(from, to), new TcpProxy(at(ip(from, to)), at(ownIp(to))));
                }
            }
        }
    }

    /** The same for all: each listens on an address of its own. */
    int port() {
        return port;
    }

    String name(int node) {
        return "node-" + node + ".test";
    }

    /** Where the node itself listens. */
    String ownIp(int node) {
        return ip(OWN, node);
    }

    /** The names as they are to mean to this node. */
    Path hostsFile(int node) {
        var lines = new StringBuilder("127.0.0.1 localhost\n127.0.0.1 " + machine() + '\n');
        for (int other = 0; other < count; other++) {
            String ip = other == node ? ownIp(node) : ip(node, other);
            lines.append(ip).append(' ').append(name(other)).append('\n');
        }
        try {
            return Files.writeString(directory.resolve("hosts-" + node), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the node says reaches nobody. */
    void silenceFrom(int node) {
        links.forEach((link, proxy) -> {
            if (link.from() == node) {
                proxy.silence();
            }
        });
    }

    /** What others say to the node does not reach it. */
    void silenceTo(int node) {
        links.forEach((link, proxy) -> {
            if (link.to() == node) {
                proxy.silence();
            }
        });
    }

    void restore(int node) {
        links.forEach((link, proxy) -> {
            if (link.from() == node || link.to() == node) {
                proxy.restore();
            }
        });
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress at(String ip) {
        return new InetSocketAddress(ip, port);
    }

    private static String ip(int from, int to) {
        return "127.0.%d.%d".formatted(10 + from, 10 + to);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "machine.test";
        }
    }

    @Override
    public void close() throws IOException {
        for (TcpProxy proxy : links.values()) {
            proxy.close();
        }
    }
}

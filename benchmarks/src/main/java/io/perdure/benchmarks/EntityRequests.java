package io.perdure.benchmarks;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The bytes of the requests that the benchmark sends to a node's entity endpoints. */
final class EntityRequests {
    static final String ENTITIES = "/runtime/webhooks/durabletask/entities/" + Bench.NAME + '/';

    private EntityRequests() {}

    static byte[] add(InetSocketAddress address, Load.Operation operation, String key) {
        String path = ENTITIES + key + (operation == Load.Operation.CALL ? "/call?op=add" : "?op=add");
        return bytes("POST " + path + " HTTP/1.1\r\n" + host(address)
                + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n1");
    }

    static byte[] read(InetSocketAddress address, String key) {
        return bytes("GET " + ENTITIES + key + " HTTP/1.1\r\n" + host(address) + "\r\n");
    }

    /** The state of a {@link Bench} as a node shows it: a bare number; -1 for anything else. */
    static long sum(String body) {
        try {
            return Long.parseLong(body.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String host(InetSocketAddress address) {
        return "Host: " + address.getHostString() + ':' + address.getPort() + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

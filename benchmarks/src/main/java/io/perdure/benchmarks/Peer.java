package io.perdure.benchmarks;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A server as requests must speak to it.
 *
 * @param key the access key that goes with each request; null where none is asked for
 */
record Peer(InetSocketAddress address, @Nullable String key) {
    static Peer open(InetSocketAddress address) {
        return new Peer(address, null);
    }

    /** @param headers each with its end of line */
    byte[] get(String path, String headers) {
        return request("GET", path, headers, "");
    }

    byte[] post(String path, String body) {
        return request(
                "POST", path, "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", body);
    }

    private byte[] request(String method, String path, String headers, String body) {
        String host = "Host: " + address.getHostString() + ':' + address.getPort() + "\r\n";
        String access = key == null ? "" : "x-functions-key: " + key + "\r\n";
        return (method + ' ' + path + " HTTP/1.1\r\n" + host + access + headers + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return address.toString();
    }
}

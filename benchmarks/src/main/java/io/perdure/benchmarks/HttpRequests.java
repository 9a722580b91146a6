package io.perdure.benchmarks;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bytes of the requests that the benchmark sends to a node, and what answers they must get. */
final class HttpRequests {
    static final String TOKEN = "x-ms-continuation-token";

    private static final String BASE = "/runtime/webhooks/durabletask/";
    private static final String POST = "POST ";

    /** Where the counters are. */
    static final String COUNTERS = BASE + "entities/" + Bench.NAME + '/';

    private HttpRequests() {}

    static byte[] bytes(InetSocketAddress address, Request request) {
        if (request instanceof Request.Add add) {
            return add(address, add);
        }
        if (request instanceof Request.Run run) {
            String path = run.orchestrator() + "?timeout=" + Request.LONGEST_RUN.toSeconds();
            return start(address, path, run.input());
        }
        Request.Start start = (Request.Start) request;
        return start(address, start.orchestrator(), start.input());
    }

    private static byte[] add(InetSocketAddress address, Request.Add add) {
        String operation = add.operation() == Load.Operation.CALL ? "/call?op=add" : "?op=add";
        return post(address, COUNTERS + add.key() + operation, "1");
    }

    private static byte[] start(InetSocketAddress address, String path, @Nullable String input) {
        return post(address, BASE + "orchestrators/" + path, input == null ? "" : input);
    }

    private static byte[] post(InetSocketAddress address, String path, String body) {
        return (POST + path + " HTTP/1.1\r\n" + host(address) + "Content-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] read(InetSocketAddress address, String entity, String key) {
        return get(address, BASE + "entities/" + entity + '/' + key, "");
    }

    /** @param token of the page before; null for the first page */
    static byte[] completed(InetSocketAddress address, Instant since, @Nullable String token) {
        String query = "instances?runtimeStatus=Completed&showInput=false&top=1000&createdTimeFrom=" + since;
        return get(address, BASE + query, token == null ? "" : TOKEN + ": " + token + "\r\n");
    }

    private static byte[] get(InetSocketAddress address, String path, String header) {
        return ("GET " + path + " HTTP/1.1\r\n" + host(address) + header + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** What is wrong with an answer; null when it is good. */
    static @Nullable String fault(Request request, HttpAnswer answer) {
        if (request instanceof Request.Run run) {
            String body = answer.body();
            return answer.status() == 200 && body.equals(run.output())
                    ? null
                    : "HTTP %d %s (expected: 200 %s)".formatted(answer.status(), body, run.output());
        }
        return answer.ok() ? null : "HTTP %d %s".formatted(answer.status(), answer.body());
    }

    /** The state of an entity of the benchmark as a node shows it: a bare number; -1 for anything else. */
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
}

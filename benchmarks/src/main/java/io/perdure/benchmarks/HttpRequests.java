package io.perdure.benchmarks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bytes of the requests that the benchmark sends to a node, and what answers they must get. */
final class HttpRequests {
    static final String TOKEN = "x-ms-continuation-token";

    private static final String BASE = "/runtime/webhooks/durabletask/";

    /** Where the counters are. */
    static final String COUNTERS = BASE + "entities/" + Bench.NAME + '/';

    private static final String RUNNING = field("runtimeStatus", "Running");

    private HttpRequests() {}

    /** As a node writes it; to look for it costs the load generator less than to parse the body. */
    private static String field(String name, String value) {
        return '"' + name + "\":\"" + value + '"';
    }

    static byte[] bytes(Peer peer, Request request) {
        if (request instanceof Request.Add add) {
            return add(peer, add);
        }
        if (request instanceof Request.Status status) {
            return peer.get(BASE + "instances/" + status.instanceId(), "");
        }
        if (request instanceof Request.Run run) {
            String path = run.orchestrator() + "?timeout=" + Request.LONGEST_RUN.toSeconds();
            return start(peer, path, run.input());
        }
        Request.Start start = (Request.Start) request;
        String id = start.instanceId() == null ? "" : '/' + start.instanceId();
        return start(peer, start.orchestrator() + id, start.input());
    }

    private static byte[] add(Peer peer, Request.Add add) {
        String operation = add.operation() == Load.Operation.CALL ? "/call?op=add" : "?op=add";
        return peer.post(COUNTERS + add.key() + operation, "1");
    }

    private static byte[] start(Peer peer, String path, @Nullable String input) {
        return peer.post(BASE + "orchestrators/" + path, input == null ? "" : input);
    }

    static byte[] read(Peer peer, String entity, String key) {
        return peer.get(BASE + "entities/" + entity + '/' + key, "");
    }

    /** @param token of the page before; null for the first page */
    static byte[] completed(Peer peer, Instant since, @Nullable String token) {
        String query = "instances?runtimeStatus=Completed&showInput=false&top=1000&createdTimeFrom=" + since;
        return peer.get(BASE + query, token == null ? "" : TOKEN + ": " + token + "\r\n");
    }

    /** What is wrong with an answer; null when it is good. */
    static @Nullable String fault(Request request, HttpAnswer answer) {
        if (request instanceof Request.Run run) {
            String body = answer.body();
            return answer.status() == 200 && body.equals(run.output())
                    ? null
                    : "HTTP %d %s (expected: 200 %s)".formatted(answer.status(), body, run.output());
        }
        if (request instanceof Request.Status status) {
            return fault(status, answer.status(), answer.body());
        }
        return answer.ok() ? null : "HTTP %d %s".formatted(answer.status(), answer.body());
    }

    private static @Nullable String fault(Request.Status request, int code, String body) {
        boolean good =
                code == 202 && body.contains(field("instanceId", request.instanceId())) && body.contains(RUNNING);
        return good ? null : "HTTP %d %s (expected: 202, %s Running)".formatted(code, body, request.instanceId());
    }

    /** The state of an entity of the benchmark as a node shows it: a bare number; -1 for anything else. */
    static long sum(String body) {
        try {
            return Long.parseLong(body.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

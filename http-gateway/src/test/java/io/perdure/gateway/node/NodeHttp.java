package io.perdure.gateway.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A client of one node's HTTP interface. */
final class NodeHttp {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/runtime/webhooks/durabletask/";
    private static final String ENTITIES = BASE + "entities";
    /** Longer than any deadline of the node's: what takes longer hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI node;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    NodeHttp(URI node) {
        this.node = node;
    }

    record Answer(int status, String body, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        boolean hasRetryAfter() {
            return headers.keySet().stream().anyMatch("retry-after"::equalsIgnoreCase);
        }
    }

    Answer get(String path) {
        return now(async(HttpRequest.newBuilder(node.resolve(path)).GET()));
    }

    Answer state(String name, String key) {
        return get(ENTITIES + "/" + name + "/" + key);
    }

    Answer list(String name, String query) {
        return get(ENTITIES + "/" + name + query);
    }

    /** The {@code entries} of a ledger or forwarder; none when it does not exist. */
    List<String> entries(String name, String key) {
        Answer answer = state(name, key);
        var all = new ArrayList<String>();
        if (answer.status() == 404) {
            return all;
        }
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        answer.json().path("entries").forEach(entry -> all.add(entry.asText()));
        return all;
    }

    CompletableFuture<Answer> signal(
            String name, String key, String operation, Object input, @Nullable String requestId) {
        return post(name + "/" + key + "?op=" + operation, input, requestId);
    }

    CompletableFuture<Answer> call(
            String name, String key, String operation, Object input, @Nullable String requestId) {
        return post(name + "/" + key + "/call?op=" + operation, input, requestId);
    }

    /** @param query such as {@code ?timeout=5}; empty for none */
    CompletableFuture<Answer> startInstance(String orchestrator, String id, Object input, String query) {
        return async(HttpRequest.newBuilder(node.resolve(BASE + "orchestrators/" + orchestrator + "/" + id + query))
                .POST(HttpRequest.BodyPublishers.ofString(json(input))));
    }

    CompletableFuture<Answer> commandInstance(String path, String body) {
        return async(HttpRequest.newBuilder(node.resolve(BASE + "instances/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer instance(String id) {
        return get(BASE + "instances/" + id + "?showHistory=true");
    }

    CompletableFuture<Answer> post(String path, Object input, @Nullable String requestId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(ENTITIES + "/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(input)));
        if (requestId != null) {
            request.header("Idempotency-Key", requestId);
        }
        return async(request);
    }

    /** Waits for an answer; fails with {@link UncheckedIOException} when the connection was lost or refused. */
    static Answer now(CompletableFuture<Answer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException lost) {
                throw new UncheckedIOException(lost);
            }
            throw e;
        }
    }

    private CompletableFuture<Answer> async(HttpRequest.Builder request) {
        return http.sendAsync(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        response.body(),
                        response.headers().map()));
    }

    private static String json(Object input) {
        try {
            return input instanceof RawJson raw ? raw.text() : JSON.writeValueAsString(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that is sent as it stands. */
    record RawJson(String text) {}
}

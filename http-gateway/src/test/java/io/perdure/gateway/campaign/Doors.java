package io.perdure.gateway.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The HTTP doors of all nodes, used in turn. */
final class Doors {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String BASE = "/runtime/webhooks/durabletask/";
    /** Less than the deadline of a node, so that a client of a frozen one soon tries another. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final List<URI> doors;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Doors(List<URI> doors) {
        this.doors = List.copyOf(doors);
    }

    /**
     * What came of one request.
     *
     * @param status 0 when nothing came
     */
    record Reply(Instant invoked, Instant returned, Outcome outcome, int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    /** A request with nothing to repeat it by. */
    Reply get(String path) {
        return send(path, null, null);
    }

    /** @param body as JSON; null for a GET */
    Reply send(String path, @Nullable Object body, @Nullable String requestId) {
        URI door = doors.get(Math.floorMod(next.getAndIncrement(), doors.size()));
        var request = HttpRequest.newBuilder(door.resolve(BASE + path)).timeout(PATIENCE);
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json(body)));
        }
        if (requestId != null) {
            request.header("Idempotency-Key", requestId);
        }
        Instant invoked = Instant.now();
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            judge(door.resolve(BASE + path), answer);
            return new Reply(invoked, Instant.now(), outcome(answer.statusCode()), answer.statusCode(), answer.body());
        } catch (ConnectException nothingSent) {
            return new Reply(invoked, Instant.now(), Outcome.REFUSED, 0, "");
        } catch (IOException lost) {
            return new Reply(invoked, Instant.now(), Outcome.UNKNOWN, 0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(invoked, Instant.now(), Outcome.UNKNOWN, 0, "");
        }
    }

    /** A server in trouble says that it is, and who was refused is told when to come again. */
    private void judge(URI uri, HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean right =
                status == 503 ? answer.headers().firstValue("Retry-After").isPresent() : status < 500 || status == 504;
        if (!right) {
            wrongAnswers.add(
                    "%s: %d %s %s".formatted(uri, status, answer.headers().map(), answer.body()));
        }
    }

    /** What no door may say, since the begin. */
    List<String> wrongAnswers() {
        return List.copyOf(wrongAnswers);
    }

    /** Other answers are for those who asked to judge, by the status. */
    private static Outcome outcome(int status) {
        return status == 503 ? Outcome.REFUSED : status >= 500 ? Outcome.UNKNOWN : Outcome.ACKNOWLEDGED;
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

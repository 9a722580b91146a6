package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.Uri.Path;
import io.perdure.entities.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through the door. Used by one thread at a time, but for where it counts. */
final class Exchange {
    private HttpRequest request;
    private final List<String> path;
    private final Query query;
    private volatile Duration patience;
    private boolean bodyTaken;
    private Caller caller = Caller.NOBODY;
    private @Nullable String concerned;
    private @Nullable Crowd crowd;
    private boolean answered;

    private Exchange(HttpRequest request, List<String> path, Query query, Duration patience) {
        this.request = request;
        this.path = path;
        this.query = query;
        this.patience = patience;
    }

    /** @throws Refusal when path or query are not well-formed */
    static Exchange of(HttpRequest request, Duration patience) {
        Uri uri = request.getUri();
        return new Exchange(
                request, segments(uri), Query.parse(uri.rawQueryString().orElse(null)), patience);
    }

    /** For a request that cannot be understood. */
    static Exchange unread(HttpRequest request) {
        return new Exchange(request, List.of(), Query.parse(null), Duration.ZERO);
    }

    HttpRequest request() {
        return request;
    }

    HttpMethod method() {
        return request.method();
    }

    Query query() {
        return query;
    }

    int length() {
        return path.size();
    }

    String segment(int index) {
        return path.get(index);
    }

    /** Whether the path has this literal there, in any case (H-2). */
    boolean has(int index, String literal) {
        return index < path.size() && Query.isSame(path.get(index), literal);
    }

    @Nullable
    String header(String name) {
        return request.getHeader(name).map(header -> header.value()).orElse(null);
    }

    /** How long the caller waits for an answer. */
    Duration patience() {
        return patience;
    }

    void patience(Duration longest) {
        patience = longest;
    }

    /**
     * How the engine is to treat the request: for how long, and under which id if the caller may repeat it (H-104).
     *
     * @throws IllegalArgumentException when the id is blank or too long
     */
    RequestOptions options() {
        String requestId = header("Idempotency-Key");
        return new RequestOptions(requestId == null ? null : requestId.trim(), patience, null);
    }

    Caller caller() {
        return caller;
    }

    void comesFrom(Caller known) {
        caller = known;
    }

    /** The instance that the request made; null when it made none, or named it. */
    @Nullable
    String concerned() {
        return concerned;
    }

    void concerns(String instanceId) {
        concerned = instanceId;
    }

    /** Counts among these from now on, after {@link Crowd#enter}; {@link #leave} ends it. */
    synchronized void standsIn(Crowd entered) {
        if (crowd != null) {
            crowd.leave();
        }
        crowd = entered;
    }

    /** Goes among others, if they have room and it is not answered yet: a wait may last long, and costs little. */
    synchronized boolean movesTo(Crowd next) {
        if (answered || !next.enter()) {
            return false;
        }
        standsIn(next);
        return true;
    }

    /** Answered: counts nowhere any more. */
    synchronized void leave() {
        answered = true;
        if (crowd != null) {
            crowd.leave();
            crowd = null;
        }
    }

    boolean bodyTaken() {
        return bodyTaken;
    }

    void takeBody() {
        bodyTaken = true;
    }

    /** For whoever comes after, with a body that has arrived. */
    HttpRequest withBody(RequestEntity whole) {
        request = request.withEntity(whole);
        return request;
    }

    /** The path's segments, decoded once by akka-http; an empty one between two slashes counts, a final slash does not. */
    private static List<String> segments(Uri uri) {
        Path rest = uri.asScala().path();
        var segments = new ArrayList<String>(8);
        while (rest.startsWithSlash()) {
            rest = rest.tail();
            if (rest.startsWithSegment()) {
                segments.add(checked((String) rest.head()));
                rest = rest.tail();
            } else if (!rest.isEmpty()) {
                segments.add("");
            }
        }
        return segments;
    }

    /** akka-http decodes bytes that are not UTF-8 to U+FFFD, which would make one key of many. */
    private static String checked(String segment) {
        if (segment.indexOf('\uFFFD') >= 0) {
            throw Refusal.badRequest("Path segment: \"%.80s\" (expected: percent-encoded UTF-8).".formatted(segment));
        }
        return segment;
    }
}

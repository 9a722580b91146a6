package io.perdure.entities;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one request of a client is made.
 *
 * @param requestId makes a retry harmless: a second request with the same id to the same entity or orchestration instance has
 *     no effect and gets the first one's answer, for as long as that remembers it ({@code perdure.messaging.forget-after}, {@code
 *     perdure.messaging.max-request-ids}); 1 to 200 characters; null for none
 * @param deadline how long to wait for the answer; null for {@code perdure.client.deadline}. Expiry says nothing about
 *     whether the request was done
 * @param at not before this time (signals to entities only); null for at once
 */
public record RequestOptions(
        @Nullable String requestId,
        @Nullable Duration deadline,
        @Nullable Instant at) {
    public static final RequestOptions DEFAULT = new RequestOptions(null, null, null);

    public RequestOptions {
        if (requestId != null && (requestId.isBlank() || requestId.length() > 200)) {
            throw new IllegalArgumentException("Request id: \"%.80s\" of %d characters (expected: 1 to 200, not blank)."
                    .formatted(requestId, requestId.length()));
        }
        if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
            throw new IllegalArgumentException("Deadline: %s (expected: a positive duration).".formatted(deadline));
        }
    }

    public RequestOptions withRequestId(String id) {
        return new RequestOptions(id, deadline, at);
    }

    public RequestOptions within(Duration newDeadline) {
        return new RequestOptions(requestId, newDeadline, at);
    }

    public RequestOptions at(Instant time) {
        return new RequestOptions(requestId, deadline, time);
    }
}

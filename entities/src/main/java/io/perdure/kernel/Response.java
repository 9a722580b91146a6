package io.perdure.kernel;

import io.perdure.failures.FailureDetails;
import org.jspecify.annotations.Nullable;

/**
 * The committed outcome of one client request: a result or a failure, never both.
 *
 * @param result JSON text; null when the request gives none
 */
public record Response(@Nullable String result, @Nullable FailureDetails failure) {

    /** A request that gives no result. */
    public static final Response ACCEPTED = new Response(null, null);

    /** Taken, and answered by a later step; see {@link Outcome.Late}. */
    public static final Response LATER = new Response("", null);

    public static Response of(@Nullable String result) {
        return result == null ? ACCEPTED : new Response(result, null);
    }

    public static Response failed(FailureDetails failure) {
        return new Response(null, failure);
    }
}

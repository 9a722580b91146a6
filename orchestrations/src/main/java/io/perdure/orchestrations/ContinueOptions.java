package io.perdure.orchestrations;

import org.jspecify.annotations.Nullable;

/**
 * How an execution continues as new.
 *
 * @param preserveUnprocessedEvents whether events that nobody has taken go along, in order (O-92)
 * @param version of the next execution; null for the same
 */
public record ContinueOptions(
        boolean preserveUnprocessedEvents, @Nullable String version) {
    public static final ContinueOptions DEFAULT = new ContinueOptions(true, null);

    public ContinueOptions droppingEvents() {
        return new ContinueOptions(false, version);
    }

    public ContinueOptions withVersion(String next) {
        return new ContinueOptions(preserveUnprocessedEvents, next);
    }
}

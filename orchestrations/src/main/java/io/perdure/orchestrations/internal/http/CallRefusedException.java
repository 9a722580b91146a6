package io.perdure.orchestrations.internal.http;

import io.perdure.failures.NonRetriable;

/** A request that this node does not make, whoever asks and however often. Nothing was sent to the place it names. */
public final class CallRefusedException extends IllegalArgumentException implements NonRetriable {
    CallRefusedException(String message) {
        super(message);
    }

    /** The same for a place that an answer names, which the caller may never have heard of. */
    CallRefusedException byRedirectOf(String place) {
        return new CallRefusedException("Redirected by %s: %s".formatted(place, getMessage()));
    }
}

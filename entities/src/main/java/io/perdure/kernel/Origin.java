package io.perdure.kernel;

import org.jspecify.annotations.Nullable;

/** Who sent a message. */
public sealed interface Origin {

    /**
     * Another durable thing.
     *
     * @param number the sender's number of this message
     */
    record Durable(Address from, long number) implements Origin {}

    /**
     * A client, which is not durable.
     *
     * @param requestId given by the user to make a retry harmless; null when the user gave none
     */
    record Client(@Nullable String requestId) implements Origin {}
}

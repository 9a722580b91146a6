package io.perdure.kernel;

import org.jspecify.annotations.Nullable;

/** Who sent a message. */
public sealed interface Origin {

    /** The instance itself, by its {@link DurableLogic.Inlet}. */
    record Self() implements Origin {}

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
     * @param ticket names the request, for an answer that comes {@link Outcome.Late later}; the logic may keep it in its
     *     state, as no other life of the instance gives it again
     */
    record Client(@Nullable String requestId, long ticket) implements Origin {

        public Client(@Nullable String requestId) {
            this(requestId, 0);
        }
    }
}

package io.perdure.kernel;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step came to. */
public sealed interface Outcome<D> {

    /**
     * The step ran.
     *
     * @param consumed how many messages of the batch it took, from the head; the rest waits for the next step
     * @param delta what changed in the logic's state; null when nothing did (the acceptance is journaled all the same)
     * @param responses one per consumed message, in order; those to durable senders are ignored
     * @param outgoing messages to send, in order
     */
    record Done<D>(int consumed, @Nullable D delta, List<Response> responses, List<Outgoing> outgoing)
            implements Outcome<D> {}

    /**
     * The logic cannot take work at present, for instance because it cannot read the state: nothing is accepted,
     * clients get the failure, durable senders get no acknowledgement and try again. Nothing is lost.
     *
     * @param retryAt when a wake-up that led here should be tried again
     */
    record Refused<D>(FailureDetails why, Instant retryAt) implements Outcome<D> {}
}

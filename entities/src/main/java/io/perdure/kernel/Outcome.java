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
     * @param responses one per consumed message, in order; those to durable senders are ignored. {@link Response#LATER}
     *     leaves a client waiting
     * @param outgoing messages to send, in order
     * @param late answers to clients whose requests earlier steps took
     */
    record Done<D>(int consumed, @Nullable D delta, List<Response> responses, List<Outgoing> outgoing, List<Late> late)
            implements Outcome<D> {

        public Done(int consumed, @Nullable D delta, List<Response> responses, List<Outgoing> outgoing) {
            this(consumed, delta, responses, outgoing, List.of());
        }
    }

    /**
     * The answer to a request that an earlier step took with {@link Response#LATER}. A client whose instance has stopped or
     * moved since hears that the outcome is unknown, or nothing before its deadline. It may ask again with the same
     * request id: then it waits for this answer, and the logic never sees the request twice.
     *
     * @param ticket of the request's {@link Origin.Client}
     * @param requestId of the same, under which the answer is remembered; null for none
     */
    record Late(long ticket, @Nullable String requestId, Response response) {}

    /**
     * The logic cannot take work at present, for instance because it cannot read the state: nothing is accepted,
     * clients get the failure, durable senders get no acknowledgement and try again. Nothing is lost.
     *
     * @param retryAt when a wake-up that led here should be tried again
     */
    record Refused<D>(FailureDetails why, Instant retryAt) implements Outcome<D> {}
}

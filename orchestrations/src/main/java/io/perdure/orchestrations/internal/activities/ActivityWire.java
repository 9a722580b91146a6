package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perdure.kernel.KernelMessage;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.List;
import java.util.Set;

/**
 * What the nodes tell each other about activities. The <i>owner</i> of a call has the instance; the <i>worker</i> runs the
 * activity for it. Numbers are the owner's. Every message may be lost, and may come twice.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActivityWire.Run.class, name = "run"),
    @JsonSubTypes.Type(value = ActivityWire.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = ActivityWire.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = ActivityWire.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = ActivityWire.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = ActivityWire.Inquiry.class, name = "inquiry"),
    @JsonSubTypes.Type(value = ActivityWire.Abandoned.class, name = "abandoned"),
    @JsonSubTypes.Type(value = ActivityWire.Introduction.class, name = "introduction"),
    @JsonSubTypes.Type(value = ActivityWire.Places.class, name = "places")
})
sealed interface ActivityWire extends NodeCommand, KernelMessage {

    /** Owner: run this. Sent again until it is accepted; one that is known is not started again. */
    record Run(long number, Call call, ActorRef<ActivityWire> owner) implements ActivityWire {}

    /** Worker: these wait here or run. */
    record Accepted(List<Long> numbers, ActorRef<ActivityWire> worker) implements ActivityWire {}

    /** Worker: this is not here, will not begin here, or was never heard of: give it to another. */
    record Returned(long number, ActorRef<ActivityWire> worker) implements ActivityWire {}

    /**
     * Worker: this has ended. Sent again until it is confirmed.
     *
     * @param free places that the worker has now, see {@link Places}
     */
    record Ended(long number, Result result, int free, ActorRef<ActivityWire> worker) implements ActivityWire {}

    /** Owner: the result is here, and may be forgotten there. */
    record Confirmed(long number, ActorRef<ActivityWire> owner) implements ActivityWire {}

    /** Owner: what about these? */
    record Inquiry(List<Long> numbers, ActorRef<ActivityWire> owner) implements ActivityWire {}

    /** Owner: nobody waits for this any more. */
    record Abandoned(long number, ActorRef<ActivityWire> owner) implements ActivityWire {}

    /**
     * Names of the activities that a node has, in lower case; none when it takes no more.
     *
     * @param answer whether the receiver is to introduce itself too
     */
    record Introduction(Set<String> names, int free, boolean answer, ActorRef<ActivityWire> node)
            implements ActivityWire {}

    /** Places that are free at a node; 0 or less when calls would wait there. */
    record Places(int free, ActorRef<ActivityWire> node) implements ActivityWire {}
}

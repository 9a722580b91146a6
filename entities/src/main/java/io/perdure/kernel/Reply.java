package io.perdure.kernel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perdure.failures.FailureDetails;

/** What a client's request to a durable instance comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Reply.Viewed.class, name = "viewed"),
    @JsonSubTypes.Type(value = Reply.NotYet.class, name = "not-yet"),
    @JsonSubTypes.Type(value = Reply.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = Reply.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Reply.Busy.class, name = "busy"),
    @JsonSubTypes.Type(value = Reply.Unavailable.class, name = "unavailable"),
    @JsonSubTypes.Type(value = Reply.Unknown.class, name = "unknown")
})
public sealed interface Reply extends KernelMessage {

    /** The step that took the request is durable. */
    record Done(Response response) implements Reply {}

    /** Nothing was accepted: the logic takes no work at present. */
    record Refused(FailureDetails why) implements Reply {}

    record Viewed(DurableClient.View view) implements Reply {}

    /** The committed state does not answer the question. */
    record NotYet() implements Reply {}

    record Erased(boolean done) implements Reply {}

    /** Nothing was accepted: too much waits already. */
    record Busy(String why) implements Reply {}

    /** Nothing was accepted: the journal cannot be reached. */
    record Unavailable(String why) implements Reply {}

    /** The request may or may not have taken effect. */
    record Unknown(String why) implements Reply {}
}

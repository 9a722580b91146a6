package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An operation to run, wherever it came from. Stored while it waits for a lock to be released.
 *
 * @param sender as users see it; null for a client
 * @param requestId of the client's request, if it gave one
 * @param answerTo the durable caller that waits for the result; null when there is none
 * @param callId what that caller wants its answer to be called
 * @param ticket of the client's request; see {@link Origin.Client}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OperationRequest(
        @JsonProperty("o") @JsonInclude(Include.NON_EMPTY) String operation,

        @JsonProperty("i") @JsonInclude(Include.NON_NULL) @Nullable
        String input,

        @JsonProperty("c") @JsonInclude(Include.NON_DEFAULT) boolean call,

        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String sender,

        @JsonProperty("r") @JsonInclude(Include.NON_NULL) @Nullable
        String requestId,

        @JsonProperty("a") @JsonInclude(Include.NON_NULL) @Nullable
        Address answerTo,

        @JsonProperty("n") @JsonInclude(Include.NON_NULL) @Nullable
        String callId,

        @JsonProperty("t") @JsonInclude(Include.NON_DEFAULT) long ticket) {

    public OperationRequest {
        // an empty name is left out of the stored form
        operation = operation == null ? "" : operation;
    }

    static OperationRequest of(Incoming incoming) {
        Message message = incoming.message();
        boolean call = message.verb().equals(EntityMessages.CALL);
        if (incoming.origin() instanceof Origin.Durable durable) {
            return new OperationRequest(
                    message.name(),
                    message.body(),
                    call,
                    EntityMessages.senderText(durable.from()),
                    null,
                    call ? durable.from() : null,
                    message.attributes().get(EntityMessages.CALL_ID),
                    0);
        }
        return incoming.origin() instanceof Origin.Client client
                ? ofClient(message, call, client.requestId(), client.ticket())
                : ofClient(message, call, null, 0);
    }

    private static OperationRequest ofClient(Message message, boolean call, @Nullable String requestId, long ticket) {
        return new OperationRequest(message.name(), message.body(), call, null, requestId, null, null, ticket);
    }

    static OperationRequest of(ScheduledSignal signal) {
        return new OperationRequest(
                signal.operation(), signal.input(), false, signal.sender(), signal.requestId(), null, null, 0);
    }

    static ScheduledSignal keep(Incoming incoming) {
        OperationRequest request = of(incoming);
        return new ScheduledSignal(
                incoming.message().dueAt(), request.operation, request.input, request.sender, request.requestId);
    }

    /** Whether a client waits for the result. */
    boolean clientCall() {
        return call && answerTo == null;
    }

    String senderText() {
        return sender == null ? "a client" : sender;
    }
}

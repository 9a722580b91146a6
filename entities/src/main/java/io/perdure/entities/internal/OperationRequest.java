package io.perdure.entities.internal;

import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An operation to run, wherever it came from.
 *
 * @param sender as users see it; null for a client
 * @param requestId of the client's request, if it gave one
 * @param answerTo the durable caller that waits for the result; null when there is none
 * @param callId what that caller wants its answer to be called
 */
record OperationRequest(
        String operation,
        @Nullable String input,
        boolean call,
        @Nullable String sender,
        @Nullable String requestId,
        @Nullable Address answerTo,
        @Nullable String callId) {

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
                    message.attributes().get(EntityMessages.CALL_ID));
        }
        return new OperationRequest(message.name(), message.body(), call, null, requestId(incoming), null, null);
    }

    static OperationRequest of(ScheduledSignal signal) {
        return new OperationRequest(
                signal.operation(), signal.input(), false, signal.sender(), signal.requestId(), null, null);
    }

    static ScheduledSignal keep(Incoming incoming) {
        OperationRequest request = of(incoming);
        return new ScheduledSignal(
                incoming.message().dueAt(), request.operation, request.input, request.sender, request.requestId);
    }

    private static @Nullable String requestId(Incoming incoming) {
        return incoming.origin() instanceof Origin.Client client ? client.requestId() : null;
    }

    String senderText() {
        return sender == null ? "a client" : sender;
    }
}

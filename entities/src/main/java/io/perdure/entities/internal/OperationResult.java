package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation came to.
 *
 * @param result JSON text; null for none or when it failed
 * @param sent what it sends, in order (E-71)
 */
record OperationResult(
        OperationRequest request,
        @Nullable String result,
        @Nullable FailureDetails failure,
        List<Outgoing> sent) {

    /** The same without any effect on others (E-64). */
    OperationResult spoiled(FailureDetails why) {
        return new OperationResult(request, null, failure == null ? why : failure, List.of());
    }

    /** A signal's failure is nobody's answer (E-97). */
    Response response() {
        if (!request.call()) {
            return Response.ACCEPTED;
        }
        return failure == null ? Response.of(result) : Response.failed(failure);
    }

    /** What leaves after the commit: what the operation sent, then the answer to its durable caller. */
    List<Outgoing> outgoing(Json json) {
        if (request.answerTo() == null) {
            return sent;
        }
        var all = new ArrayList<>(sent);
        all.add(new Outgoing(request.answerTo(), answer(json)));
        return all;
    }

    private Message answer(Json json) {
        String callId = request.callId() == null ? "" : request.callId();
        Map<String, String> attributes =
                failure == null ? Map.of() : Map.of(EntityMessages.FAILURE, failureText(failure, json));
        return new Message(EntityMessages.RESULT, callId, result, 0, attributes);
    }

    private static String failureText(FailureDetails failure, Json json) {
        try {
            String text = json.write(failure);
            return text == null ? "{}" : text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Failure details cannot be written: " + failure.summary(), e);
        }
    }

    LoggedOperation logged() {
        return new LoggedOperation(
                request.operation(),
                request.sender(),
                request.requestId(),
                result,
                failure == null ? null : Failures.withoutStack(failure));
    }
}

package io.perdure.gateway;

import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;

/** Every kind of refusal that the door knows, with its status and its name in RFC 9457 bodies. */
enum Problem {
    BAD_REQUEST(400, "bad-request", "The request is wrong."),
    UNAUTHORIZED(401, "unauthorized", "The request needs a key or a token."),
    FORBIDDEN(403, "forbidden", "The caller may not do that."),
    UNKNOWN_ENTITY(404, "unknown-entity", "No entity of that name is registered."),
    UNKNOWN_INSTANCE(404, "unknown-instance", "No orchestration instance has that id."),
    WRONG_METHOD(404, "wrong-method", "The resource does not know this method."),
    UNKNOWN_OPERATION(404, "unknown-operation", "The entity has no such operation."),
    TOO_SLOW(408, "body-too-slow", "The request body did not arrive in time."),
    ALREADY_EXISTS(409, "already-exists", "An orchestration instance with that id exists and may not be replaced."),
    INSTANCE_ENDED(410, "instance-ended", "The orchestration instance has ended."),
    WRONG_STATUS(412, "wrong-status", "The orchestration instance is in another status."),
    TOO_LARGE(413, "body-too-large", "The request body is too large."),
    UNSUPPORTED(415, "unsupported-encoding", "The body's encoding is not supported."),
    OPERATION_FAILED(422, "operation-failed", "The operation failed and was undone."),
    INTERNAL(500, "internal", "The node failed to answer."),
    CROWDED(503, "too-many-requests", "The node has as many requests in work as it may; nothing was accepted."),
    BUSY(503, "busy", "There is more work than may wait; nothing was accepted."),
    STORE_UNAVAILABLE(503, "store-unavailable", "The store does not answer."),
    ISSUER_UNAVAILABLE(503, "issuer-unavailable", "The issuer of the caller's token cannot be reached."),
    REFUSED(503, "refused", "The instance takes no work at present; nothing was accepted."),
    OUTCOME_UNKNOWN(504, "outcome-unknown", "No answer in time: it may or may not have run.");

    private final int status;
    private final String type;
    private final String title;

    Problem(int status, String name, String title) {
        this.status = status;
        this.type = "urn:perdure:problem:" + name;
        this.title = title;
    }

    StatusCode status() {
        return StatusCodes.get(status);
    }

    String type() {
        return type;
    }

    String title() {
        return title;
    }

    /** Whether clients of Durable Functions know it by its status alone, and expect no body (H-4, H-9). */
    boolean isBare() {
        return this == UNKNOWN_INSTANCE || this == INSTANCE_ENDED || this == UNAUTHORIZED;
    }

    /** Whether the same request may succeed after a pause, and is safe to repeat. */
    boolean retryable() {
        return status == 503;
    }
}

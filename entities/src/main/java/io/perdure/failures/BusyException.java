package io.perdure.failures;

/**
 * The instance, or the node, has more work than it may queue. Nothing of the request was accepted; it is safe to send
 * it again after a pause. HTTP: 503 with {@code Retry-After}.
 */
public final class BusyException extends PerdureException {
    public BusyException(String message) {
        super(message);
    }
}

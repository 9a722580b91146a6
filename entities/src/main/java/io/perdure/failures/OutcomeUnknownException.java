package io.perdure.failures;

/**
 * No answer within the caller's deadline. The request may have run, may be running, or may still run: only a retry
 * with the same request id tells without doing it twice (E-48).
 */
public final class OutcomeUnknownException extends PerdureException {
    public OutcomeUnknownException(String message) {
        super(message);
    }
}

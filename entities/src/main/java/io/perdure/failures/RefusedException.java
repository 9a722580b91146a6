package io.perdure.failures;

/**
 * The instance takes no work at present, for instance because this node's code cannot read its state. Nothing of the
 * request was accepted, and nothing that the instance has is lost; it is safe to send it again once the reason is
 * mended. HTTP: 503.
 */
public final class RefusedException extends PerdureException {
    private final transient FailureDetails details;

    public RefusedException(FailureDetails details) {
        super(details.errorMessage());
        this.details = details;
    }

    public FailureDetails details() {
        return details;
    }
}

package io.perdure.failures;

import org.jspecify.annotations.Nullable;

/** Base of the exceptions that Perdure's clients throw or complete futures with. */
public class PerdureException extends RuntimeException {
    public PerdureException(String message) {
        super(message);
    }

    public PerdureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What happened elsewhere and led to this, as data; null when it began here. Takes a cause's place in descriptions. */
    protected @Nullable FailureDetails origin() {
        return null;
    }
}

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
}

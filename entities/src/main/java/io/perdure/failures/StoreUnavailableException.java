package io.perdure.failures;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached or refuses work at the moment. Acknowledged work is safe. HTTP: 503. */
public final class StoreUnavailableException extends PerdureException {
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

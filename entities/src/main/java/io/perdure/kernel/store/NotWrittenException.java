package io.perdure.kernel.store;

import io.perdure.failures.PerdureException;

/** Certain: nothing of a write is in the journal, and nothing will come there later. Any other failure leaves that open. */
public final class NotWrittenException extends PerdureException {
    NotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }

    NotWrittenException(String message) {
        super(message);
    }
}

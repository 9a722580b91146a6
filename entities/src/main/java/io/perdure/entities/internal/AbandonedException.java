package io.perdure.entities.internal;

import io.perdure.failures.PerdureException;

/** The node takes its thread back in the middle of an operation: the batch must run again elsewhere (E-67). */
final class AbandonedException extends PerdureException {
    AbandonedException(String message, Throwable cause) {
        super(message, cause);
    }
}

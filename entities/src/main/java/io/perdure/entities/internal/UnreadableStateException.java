package io.perdure.entities.internal;

import io.perdure.failures.PerdureException;
import org.jspecify.annotations.Nullable;

/**
 * The code on this node cannot read what is stored. Not a failure of an operation: the entity takes no work until code
 * that can read it is deployed, so that nothing is lost or answered wrongly.
 */
final class UnreadableStateException extends PerdureException {
    UnreadableStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

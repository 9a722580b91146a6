package io.perdure.orchestrations;

import io.perdure.failures.NonRetriable;
import org.jspecify.annotations.Nullable;

/**
 * What a function hands over, mostly its result, cannot be written as JSON or is too large (O-36). No retry policy runs
 * the function again: its work is done, and would be done twice for a result of the same kind.
 */
public final class InvalidResultException extends IllegalArgumentException implements NonRetriable {
    public InvalidResultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

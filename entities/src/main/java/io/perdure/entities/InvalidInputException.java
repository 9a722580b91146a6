package io.perdure.entities;

import io.perdure.failures.NonRetriable;
import org.jspecify.annotations.Nullable;

/** The input of a function is missing, or is not of the type that the function takes; the function did not run. */
public final class InvalidInputException extends IllegalArgumentException implements NonRetriable {

    /** @param cause what the user's own type threw when it was made from the input; null when it had no part in it */
    public InvalidInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

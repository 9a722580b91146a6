package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.InvalidInputException;
import io.perdure.entities.internal.Json;
import io.perdure.entities.internal.Misfit;
import io.perdure.entities.internal.PayloadLimit;
import io.perdure.failures.PerdureException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Users' values as JSON text and back, with messages that say what does not fit where. Each {@code what} begins them, such as
 * {@code Input of activity 'Charge'}. Thread-safe.
 */
public final class Values {
    private static final String EMPTY_STRING = "\"\"";

    private final Json json = new Json();
    private final PayloadLimit limit;

    /**
     * With a limit.
     *
     * @param maxBytes largest text, as UTF-8; {@code perdure.payload.max-size}
     */
    public Values(int maxBytes) {
        this.limit = PayloadLimit.payload(maxBytes);
    }

    JavaType type(Type type) {
        return json.type(type);
    }

    /**
     * JSON text; null for null.
     *
     * @throws IllegalArgumentException when it cannot be written, or is too large
     */
    @Nullable
    String write(@Nullable Object value, String what) {
        String text;
        try {
            text = json.write(value);
        } catch (JsonProcessingException | StackOverflowError e) {
            throw new IllegalArgumentException(
                    "%s of type %s cannot be written as JSON: %s"
                            .formatted(
                                    what,
                                    value == null ? "null" : value.getClass().getName(),
                                    Json.reason(e)),
                    e);
        }
        return limit.check(text, what);
    }

    /**
     * Text that a user calls JSON, and that must not reach a journal when it is not. JSON's null is the same as none.
     *
     * @throws IllegalArgumentException when it is not one JSON value, or is too large
     */
    @Nullable
    String check(@Nullable String text, String what) {
        if (text == null) {
            return null;
        }
        try {
            JsonToken first = json.scan(text);
            if (first == null) {
                throw new IllegalArgumentException("%s is empty text (expected: JSON, or null).".formatted(what));
            }
            return first == JsonToken.VALUE_NULL ? null : limit.check(text, what);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s is not one JSON value (%s).".formatted(what, Misfit.place(e)));
        }
    }

    /** @throws InvalidInputException when the text is not of the type */
    @Nullable
    Object read(@Nullable String text, Type type, String what) {
        if (text == null || type == Void.class) {
            return null;
        }
        JavaType as = json.type(type);
        try {
            return json.read(text, as);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            var misfit = json.misfit(e, text);
            throw new InvalidInputException(
                    "%s does not fit %s: %s".formatted(what, as.toCanonical(), misfit.text()), misfit.ownFailure());
        }
    }

    /**
     * As {@link #read}, for what an instance was started with. Clients of the HTTP API send an empty string when there is no
     * input (H-25): to a type that has no such value it is none.
     *
     * @throws InvalidInputException as there
     */
    @Nullable
    Object readStart(@Nullable String text, Type type, String what) {
        try {
            return read(text, type, what);
        } catch (InvalidInputException misfit) {
            if (EMPTY_STRING.equals(text) && misfit.getCause() == null) {
                return null;
            }
            throw misfit;
        }
    }

    /**
     * As {@link #read}, for who looks at what is there: it was nobody's input.
     *
     * @throws PerdureException when the text is not of the type
     */
    @SuppressWarnings("unchecked") // a primitive's class has its wrapper's values
    <T> @Nullable T look(@Nullable String text, Class<T> type, String what) {
        try {
            return (T) read(text, type, what);
        } catch (InvalidInputException misfit) {
            throw new PerdureException(String.valueOf(misfit.getMessage()));
        }
    }
}

package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.InvalidInputException;
import io.perdure.entities.internal.Json;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Users' values as JSON text and back, with messages that say what does not fit where. Thread-safe. */
public final class Values {
    private final Json json = new Json();
    private final int maxBytes;

    /**
     * With a limit.
     *
     * @param maxBytes largest text, as UTF-8; {@code perdure.payload.max-size}
     */
    public Values(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    JavaType type(Type type) {
        return json.type(type);
    }

    /**
     * JSON text; null for null.
     *
     * @param what begins the message, such as {@code Input of activity 'Charge'}
     * @throws IllegalArgumentException when it cannot be written, or is too large
     */
    @Nullable
    String write(@Nullable Object value, String what) {
        String text;
        try {
            text = json.write(value);
        } catch (JsonProcessingException | StackOverflowError e) {
            throw new IllegalArgumentException("%s of type %s cannot be written as JSON: %s"
                    .formatted(what, value == null ? "null" : value.getClass().getName(), Json.reason(e)));
        }
        // No text has more than three bytes per char, so that most are never measured.
        if (text != null && text.length() > maxBytes / 3) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                throw new IllegalArgumentException("%s has %d bytes (expected: at most %d, perdure.payload.max-size)."
                        .formatted(what, bytes, maxBytes));
            }
        }
        return text;
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
}

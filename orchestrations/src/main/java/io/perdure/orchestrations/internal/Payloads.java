package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.internal.Json;
import io.perdure.entities.internal.Misfit;
import io.perdure.entities.internal.PayloadLimit;
import io.perdure.failures.PerdureException;
import org.jspecify.annotations.Nullable;

/** Users' values on their way to an instance and back. Each text begins its errors, such as {@code Input of …}. */
final class Payloads {

    private final Json json = new Json();
    private final PayloadLimit limit;

    Payloads(PayloadLimit limit) {
        this.limit = limit;
    }

    /** @throws IllegalArgumentException when it has no JSON, or too much */
    @Nullable
    String write(@Nullable Object value, String what) {
        try {
            return limit.check(json.write(value), what);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s cannot be written as JSON: %s".formatted(what, Json.reason(e)), e);
        }
    }

    /** Text that is not JSON must not reach a journal. JSON's null is the same as none. */
    @Nullable
    String check(@Nullable String text, String what) {
        try {
            if (text == null) {
                return null;
            }
            var tree = json.tree(text);
            if (tree.isMissingNode()) {
                throw new IllegalArgumentException("%s is empty text (expected: JSON, or null).".formatted(what));
            }
            return tree.isNull() ? null : limit.check(text, what);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s is not one JSON value (%s).".formatted(what, Misfit.place(e)));
        }
    }

    /** @throws PerdureException when the value does not fit the type */
    @SuppressWarnings("unchecked") // a primitive's class has its wrapper's values
    <T> @Nullable T read(@Nullable String text, Class<T> type, String what) {
        try {
            return text == null ? null : (T) json.read(text, json.type(type));
        } catch (JsonProcessingException e) {
            throw new PerdureException("%s does not fit %s: %s"
                    .formatted(
                            what,
                            type.getTypeName(),
                            json.misfit(e, text == null ? "" : text).text()));
        }
    }
}

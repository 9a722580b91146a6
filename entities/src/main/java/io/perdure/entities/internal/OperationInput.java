package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.EntityId;
import io.perdure.entities.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** What an operation was sent: JSON text, or a value when the entity runs the operation in line (E-45). */
final class OperationInput {

    private final Json json;
    private final EntityId id;
    private final String operation;
    private final @Nullable String text;
    private final @Nullable Object value;

    private OperationInput(Json json, EntityId id, String operation, @Nullable String text, @Nullable Object value) {
        this.json = json;
        this.id = id;
        this.operation = operation;
        this.text = text;
        this.value = value;
    }

    /** JSON's null is no input: a client that sends null and one that sends nothing mean the same. */
    static OperationInput ofText(Json json, EntityId id, String operation, @Nullable String text) {
        return new OperationInput(json, id, operation, "null".equals(text) ? null : text, null);
    }

    static OperationInput ofValue(Json json, EntityId id, String operation, @Nullable Object value) {
        return new OperationInput(json, id, operation, null, value);
    }

    boolean present() {
        return text != null || value != null;
    }

    /** The input as a method's parameter: a primitive cannot be missing (E-38). */
    @Nullable
    Object required(JavaType type) {
        if (!present() && type.isPrimitive()) {
            throw new InvalidInputException(
                    "Operation '%s' of %s needs an input of type %s, but got none."
                            .formatted(operation, id, type.getRawClass().getName()),
                    null);
        }
        return read(type);
    }

    @SuppressWarnings("unchecked") // a primitive's class has its wrapper's values
    <T> @Nullable T read(Class<T> type) {
        return (T) read(json.type(type));
    }

    private @Nullable Object read(JavaType type) {
        if (!present()) {
            return null;
        }
        try {
            if (text != null) {
                return json.read(text, type);
            }
            boolean fits = type.getRawClass().isInstance(value) && !type.hasGenericTypes();
            return fits ? value : json.convert(value, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw misfit(type, text == null ? json.misfitOf(e, value) : json.misfit(e, text));
        }
    }

    /** Jackson's own exception stays behind: it repeats what was sent. */
    private InvalidInputException misfit(JavaType type, Misfit misfit) {
        String hint = text != null && misfit.isStringForOther()
                ? " Over HTTP a body is taken as a string unless its Content-Type is application/json."
                : "";
        return new InvalidInputException(
                "Input of operation '%s' of %s does not fit %s: %s%s"
                        .formatted(operation, id, type.getRawClass().getTypeName(), misfit.text(), hint),
                misfit.ownFailure());
    }
}

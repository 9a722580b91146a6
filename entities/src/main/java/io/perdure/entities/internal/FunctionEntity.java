package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;
import org.jspecify.annotations.Nullable;

/**
 * Function style. The state stays text: each get reads it anew, so that changing an object that get gave, without a set,
 * changes nothing, neither now nor for the next operation of the batch (E-23).
 */
final class FunctionEntity implements LiveEntity {

    /** As registered. */
    record Definition(String name, EntityFunction function, StateSchema schema, Json json) implements EntityDefinition {
        @Override
        public String source() {
            return "a function";
        }

        @Override
        public LiveEntity open(EntityId id) {
            return new FunctionEntity(this, id);
        }
    }

    private final Definition definition;
    private final EntityId id;
    private @Nullable String text;

    private FunctionEntity(Definition definition, EntityId id) {
        this.definition = definition;
        this.id = id;
    }

    @Override
    public void reset(@Nullable String json) {
        text = json;
    }

    @Override
    public @Nullable Object run(OperationContext context) throws Exception {
        return Awaiting.result(definition.function().run(context));
    }

    @Override
    public @Nullable String write() {
        return text;
    }

    @Override
    public boolean has() {
        return text != null;
    }

    @Override
    @SuppressWarnings("unchecked") // a primitive's class has its wrapper's values
    public <T> @Nullable T get(Class<T> type) {
        if (text == null) {
            return null;
        }
        try {
            return (T) definition.json().read(text, definition.json().type(type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("State of %s does not fit %s: %s"
                    .formatted(
                            id,
                            type.getName(),
                            definition.json().misfit(e, text).text()));
        }
    }

    @Override
    public void set(@Nullable Object state) {
        try {
            text = definition.json().write(state);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "State of %s cannot be written as JSON: %s".formatted(id, Json.reason(e)), e);
        }
    }
}

package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.EntityId;
import io.perdure.entities.UnknownOperationException;
import org.jspecify.annotations.Nullable;

/** A plain class: the object is the state. */
final class PlainEntity implements LiveEntity {

    private final EntityClass definition;
    private final EntityId id;
    private @Nullable String json;
    private @Nullable Object object;
    private boolean deleted;

    PlainEntity(EntityClass definition, EntityId id) {
        this.definition = definition;
        this.id = id;
    }

    @Override
    public void reset(@Nullable String newJson) {
        json = newJson;
        object = null;
        deleted = false;
    }

    @Override
    public @Nullable Object run(OperationContext context) throws Exception {
        if (deleted) {
            reset(null);
        }
        Object target = loaded();
        OperationMethod method = definition.operations().find(context.name());
        if (method != null) {
            return Awaiting.result(method.invoke(target, context));
        }
        if (!context.name().equalsIgnoreCase(EntityClass.DELETE)) {
            throw new UnknownOperationException(id, context.name(), definition.knownOperations());
        }
        deleted = true;
        return null;
    }

    private Object loaded() {
        if (object == null) {
            Object made = definition.make(id);
            if (json != null) {
                read(made, json);
            }
            object = made;
        }
        return object;
    }

    private void read(Object target, String stored) {
        try {
            definition.json().readInto(target, stored);
        } catch (JsonProcessingException | RuntimeException | LinkageError e) {
            throw StateVersions.misfit(
                    id,
                    definition.schema().version(),
                    definition.type().getName(),
                    definition.json().misfit(e, stored));
        }
    }

    @Override
    public @Nullable String write() throws JsonProcessingException {
        if (deleted) {
            return null;
        }
        return object == null ? json : definition.json().write(object);
    }

    @Override
    public boolean has() {
        return !deleted;
    }

    @Override
    public <T> @Nullable T get(Class<T> type) {
        return definition.json().stateAs(id, deleted ? null : object, type);
    }

    @Override
    public void set(@Nullable Object state) {
        if (state != null) {
            throw new IllegalStateException(
                    "setState in entity %s, whose state is the fields of %s (expected: assign the fields, or extend Entity)."
                            .formatted(id, definition.type().getName()));
        }
        deleted = true;
    }
}

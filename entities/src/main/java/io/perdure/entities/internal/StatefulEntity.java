package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityRuntime;
import io.perdure.entities.Operation;
import io.perdure.entities.UnknownOperationException;
import org.jspecify.annotations.Nullable;

/** A class that extends {@link Entity}: the object has the state. */
final class StatefulEntity implements LiveEntity, EntityRuntime.Dispatcher {

    private final EntityClass definition;
    private final EntityId id;
    private final JavaType stateType;
    private @Nullable String json;
    private @Nullable Entity<?> entity;
    private @Nullable OperationContext current;

    StatefulEntity(EntityClass definition, EntityId id, JavaType stateType) {
        this.definition = definition;
        this.id = id;
        this.stateType = stateType;
    }

    @Override
    public void reset(@Nullable String newJson) {
        json = newJson;
        entity = null;
    }

    @Override
    public @Nullable Object run(OperationContext context) throws Exception {
        boolean fresh = entity == null;
        Entity<?> target = fresh ? (Entity<?>) definition.make(id) : live();
        enter(target, context);
        try {
            if (fresh && json != null) {
                EntityRuntime.state(target, read(json));
            } else if (fresh || EntityRuntime.state(target) == null) {
                EntityRuntime.state(target, EntityRuntime.initialState(target));
            }
            entity = target;
            return Awaiting.result(EntityRuntime.dispatch(target, context));
        } finally {
            EntityRuntime.leave(target);
        }
    }

    private void enter(Entity<?> target, OperationContext context) {
        current = context;
        EntityRuntime.enter(target, this, context);
    }

    private @Nullable Object read(String stored) {
        try {
            return definition.json().read(stored, stateType);
        } catch (JsonProcessingException | RuntimeException | LinkageError e) {
            throw StateVersions.misfit(
                    id,
                    definition.schema().version(),
                    stateType.toCanonical(),
                    definition.json().misfit(e, stored));
        }
    }

    @Override
    public @Nullable String write() throws JsonProcessingException {
        return entity == null ? json : definition.json().write(EntityRuntime.state(entity), stateType);
    }

    @Override
    public Object newState() {
        try {
            return Constructors.noArgument(stateType.getRawClass()).get();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Entity %s cannot make its first state: %s Override initialState().".formatted(id, e.getMessage()),
                    e);
        }
    }

    @Override
    public @Nullable Object byName(Operation operation) throws Exception {
        OperationContext context = contextOf(operation);
        OperationMethod method = definition.operations().find(context.name());
        if (method != null) {
            return method.invoke(live(), context);
        }
        Object state = EntityRuntime.state(live());
        if (state != null && EntityRuntime.allowsStateDispatch(live())) {
            OperationMethod ofState = definition.stateOperation(state, context.name());
            if (ofState != null) {
                return ofState.invoke(state, context);
            }
        }
        if (!context.name().equalsIgnoreCase(EntityClass.DELETE)) {
            throw new UnknownOperationException(id, context.name(), definition.knownOperations());
        }
        set(null);
        return null;
    }

    /** A dispatch of the user's own may pass on an operation of its own making (E-44). */
    private OperationContext contextOf(Operation operation) {
        return operation instanceof OperationContext ours
                ? ours
                : running().inline(operation.name(), operation.input(JsonNode.class));
    }

    @Override
    public @Nullable Object inline(String operation, @Nullable Object input) throws Exception {
        OperationContext outer = running();
        OperationContext inner = outer.inline(operation, input);
        enter(live(), inner);
        try {
            return Awaiting.result(EntityRuntime.dispatch(live(), inner));
        } finally {
            enter(live(), outer);
        }
    }

    @Override
    public boolean has() {
        return entity != null && EntityRuntime.state(entity) != null;
    }

    @Override
    public <T> @Nullable T get(Class<T> type) {
        return definition.json().stateAs(id, entity == null ? null : EntityRuntime.state(entity), type);
    }

    @Override
    public void set(@Nullable Object state) {
        boolean fits = state == null || (stateType.getRawClass().isInstance(state) && !stateType.hasGenericTypes());
        EntityRuntime.state(live(), fits ? state : definition.json().convert(state, stateType));
    }

    private Entity<?> live() {
        if (entity == null) {
            throw new IllegalStateException("Entity %s has not been loaded.".formatted(id));
        }
        return entity;
    }

    private OperationContext running() {
        if (current == null) {
            throw new IllegalStateException("Entity %s is not running an operation.".formatted(id));
        }
        return current;
    }
}

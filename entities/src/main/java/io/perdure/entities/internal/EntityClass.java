package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registered class, with everything that reflection has to say about it.
 *
 * @param stateType of an {@link Entity}'s state; null for a plain class, which is its own state
 * @param stateOperations methods of state objects by their class, for entities that allow state dispatch (E-39)
 */
record EntityClass(
        String name,
        Class<?> type,
        Supplier<?> factory,
        StateSchema schema,
        Json json,
        OperationTable operations,
        @Nullable JavaType stateType,
        Map<Class<?>, OperationTable> stateOperations)
        implements EntityDefinition {

    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.entities.Registration");

    /** @throws IllegalArgumentException when the class cannot be an entity */
    static EntityClass of(String name, Class<?> type, @Nullable Supplier<?> factory, StateSchema schema, Json json) {
        checkKind(type, factory != null);
        if (!Entity.class.isAssignableFrom(type)) {
            checkState(type, PlainState.of(type, json));
        }
        return new EntityClass(
                name,
                type,
                factory == null ? Constructors.noArgument(type) : factory,
                schema,
                json,
                OperationTable.of(type, json),
                Entity.class.isAssignableFrom(type) ? StateTypes.stateTypeOf(type, json) : null,
                new ConcurrentHashMap<>());
    }

    private static void checkKind(Class<?> type, boolean made) {
        if (type.isRecord() || type.isEnum() || type.isArray() || type.isPrimitive() || type.isAnnotation()) {
            throw new IllegalArgumentException(
                    "Entity %s cannot change its own state (expected: a class with fields; for an immutable state a class that extends Entity<%s>)."
                            .formatted(type.getName(), type.getSimpleName()));
        }
        if (Modifier.isAbstract(type.getModifiers()) && !made) {
            throw new IllegalArgumentException(
                    "Entity %s is abstract (expected: a class that can be made, or a factory)."
                            .formatted(type.getName()));
        }
    }

    private static void checkState(Class<?> type, PlainState state) {
        String unseen = String.join(", ", state.unseen());
        if (state.isLost()) {
            throw new IllegalArgumentException(
                    "Entity %s would have no state: its fields (%s) are not public and have no getters (expected: public fields, getters with setters, or a class that extends Entity<State>; transient for what is no state)."
                            .formatted(type.getName(), unseen));
        }
        if (!state.unseen().isEmpty()) {
            LOG.warn(
                    "Entity {}: these fields are not part of its state, and are gone with the next batch: {}. Make them public or give them getters; make them transient if they are no state.",
                    type.getName(),
                    unseen);
        }
    }

    @Override
    public String source() {
        return type.toString();
    }

    @Override
    public LiveEntity open(EntityId id) {
        return stateType == null ? new PlainEntity(this, id) : new StatefulEntity(this, id, stateType);
    }

    /** A new object (E-43, E-66). */
    Object make(EntityId id) {
        Object made = factory.get();
        if (!type.isInstance(made)) {
            throw new IllegalStateException("The factory of entity %s gave %s (expected: an object of %s)."
                    .formatted(id, made == null ? "null" : made.getClass().getName(), type.getName()));
        }
        return made;
    }

    /** Their class is known only when there is a state, and few entities ask: looked at when first needed. */
    @Nullable
    OperationMethod stateOperation(Object state, String operation) {
        return stateOperations
                .computeIfAbsent(state.getClass(), of -> OperationTable.of(of, json))
                .find(operation);
    }

    List<String> knownOperations() {
        var known = new ArrayList<>(operations.names());
        if (operations.find(DELETE) == null) {
            known.add(DELETE);
        }
        return known;
    }

    /** The operation that every class-style entity has, unless it has a method of that name (E-39, E-40). */
    static final String DELETE = "delete";
}

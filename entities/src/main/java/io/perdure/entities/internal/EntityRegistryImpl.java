package io.perdure.entities.internal;

import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.EntityRegistry;
import io.perdure.entities.StateSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entities of a node. Thread-safe. */
public final class EntityRegistryImpl implements EntityRegistry {

    private final Json json = new Json();
    private final ConcurrentMap<String, EntityDefinition> byName = new ConcurrentHashMap<>();

    @Override
    public EntityRegistry entity(Class<?> type) {
        return addClass(type, null, StateSchema.FIRST);
    }

    @Override
    public <T> EntityRegistry entity(Class<T> type, Supplier<? extends T> factory) {
        return addClass(type, factory, StateSchema.FIRST);
    }

    @Override
    public <T> EntityRegistry entity(Class<T> type, Supplier<? extends T> factory, StateSchema schema) {
        return addClass(type, factory, schema);
    }

    @Override
    public <T> EntityRegistry entity(Class<T> type, StateSchema schema) {
        return addClass(type, null, schema);
    }

    @Override
    public EntityRegistry entity(String name, EntityFunction function) {
        return entity(name, function, StateSchema.FIRST);
    }

    @Override
    public EntityRegistry entity(String name, EntityFunction function, StateSchema schema) {
        return add(new FunctionEntity.Definition(name, function, schema, json));
    }

    private EntityRegistry addClass(Class<?> type, @Nullable Supplier<?> factory, StateSchema schema) {
        return add(EntityClass.of(EntityId.nameOf(type), type, factory, schema, json));
    }

    private EntityRegistry add(EntityDefinition definition) {
        String name = new EntityId(definition.name(), "").name();
        EntityDefinition other = byName.putIfAbsent(name, definition);
        if (other != null) {
            throw new IllegalArgumentException(
                    "Entity '%s' (%s) is already registered as '%s' (%s); names are matched without regard to case. Give one another name, with @EntityName if it is a class."
                            .formatted(definition.name(), definition.source(), other.name(), other.source()));
        }
        return this;
    }

    /** Why nothing can be sent to the entity: its name is unknown; empty when it is known. For clients. */
    public Optional<EntityNotRegisteredException> missing(EntityId id) {
        return find(id.name()) == null ? Optional.of(notRegistered(id.name())) : Optional.empty();
    }

    EntityNotRegisteredException notRegistered(String name) {
        return new EntityNotRegisteredException(name, names());
    }

    /** The names as they were written, sorted. */
    public List<String> names() {
        return byName.values().stream().map(EntityDefinition::name).sorted().toList();
    }

    /** By the name in lower case. */
    @Nullable
    EntityDefinition find(String name) {
        return byName.get(name);
    }

    Json json() {
        return json;
    }
}

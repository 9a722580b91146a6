package io.perdure;

import io.perdure.entities.EntityFunction;
import io.perdure.entities.StateSchema;
import io.perdure.entities.internal.EntityRegistryImpl;
import java.util.function.Supplier;

/** Sorts what modules bring to the logics that run it. */
final class ModuleRegistry implements Registry {
    private final EntityRegistryImpl entities = new EntityRegistryImpl();

    EntityRegistryImpl entities() {
        return entities;
    }

    @Override
    public Registry entity(Class<?> type) {
        entities.entity(type);
        return this;
    }

    @Override
    public <T> Registry entity(Class<T> type, Supplier<? extends T> factory) {
        entities.entity(type, factory);
        return this;
    }

    @Override
    public <T> Registry entity(Class<T> type, Supplier<? extends T> factory, StateSchema schema) {
        entities.entity(type, factory, schema);
        return this;
    }

    @Override
    public <T> Registry entity(Class<T> type, StateSchema schema) {
        entities.entity(type, schema);
        return this;
    }

    @Override
    public Registry entity(String name, EntityFunction function) {
        entities.entity(name, function);
        return this;
    }

    @Override
    public Registry entity(String name, EntityFunction function, StateSchema schema) {
        entities.entity(name, function, schema);
        return this;
    }
}

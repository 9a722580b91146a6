package io.perdure.gateway;

import io.perdure.Registry;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Passes everything on, and notes the names of entities (by their lower case), so that HTTP can tell an unknown type from an empty key. */
final class NamingRegistry implements Registry {
    private final Registry target;
    private final Map<String, String> names;

    NamingRegistry(Registry target, Map<String, String> names) {
        this.target = target;
        this.names = names;
    }

    @Override
    public Registry entity(Class<?> type) {
        target.entity(type);
        return noted(EntityId.nameOf(type));
    }

    @Override
    public <T> Registry entity(Class<T> type, Supplier<? extends T> factory) {
        target.entity(type, factory);
        return noted(EntityId.nameOf(type));
    }

    @Override
    public <T> Registry entity(Class<T> type, Supplier<? extends T> factory, StateSchema schema) {
        target.entity(type, factory, schema);
        return noted(EntityId.nameOf(type));
    }

    @Override
    public <T> Registry entity(Class<T> type, StateSchema schema) {
        target.entity(type, schema);
        return noted(EntityId.nameOf(type));
    }

    @Override
    public Registry entity(String name, EntityFunction function) {
        target.entity(name, function);
        return noted(name);
    }

    @Override
    public Registry entity(String name, EntityFunction function, StateSchema schema) {
        target.entity(name, function, schema);
        return noted(name);
    }

    private Registry noted(String name) {
        names.put(name.toLowerCase(Locale.ROOT), name);
        return this;
    }
}

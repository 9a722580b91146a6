package io.perdure.orchestrations.internal;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.StateSchema;
import io.perdure.entities.internal.EntityRegistryImpl;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.Orchestrator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sorts what modules bring to the logics that run it. */
public final class ModuleRegistry implements Registry {
    private final EntityRegistryImpl entities = new EntityRegistryImpl();
    private final Definitions functions = new Definitions();

    /** What all of these modules bring. */
    public static ModuleRegistry of(Iterable<? extends DurableModule> modules) {
        var registry = new ModuleRegistry();
        modules.forEach(module -> module.register(registry));
        return registry;
    }

    public Definitions functions() {
        return functions;
    }

    public EntityRegistryImpl entities() {
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

    @Override
    public Registry orchestrator(Class<? extends Orchestrator<?, ?>> type) {
        functions.orchestrator(type);
        return this;
    }

    @Override
    public <T extends Orchestrator<?, ?>> Registry orchestrator(Class<T> type, Supplier<? extends T> factory) {
        functions.orchestrator(type, factory);
        return this;
    }

    @Override
    public <I extends @Nullable Object> Registry orchestrator(
            String name, Class<I> input, Orchestrator<I, ?> orchestrator) {
        functions.orchestrator(name, input, orchestrator);
        return this;
    }

    @Override
    public Registry activity(Class<? extends Activity<?, ?>> type) {
        functions.activity(type);
        return this;
    }

    @Override
    public <T extends Activity<?, ?>> Registry activity(Class<T> type, Supplier<? extends T> factory) {
        functions.activity(type, factory);
        return this;
    }

    @Override
    public <I extends @Nullable Object> Registry activity(String name, Class<I> input, Activity<I, ?> activity) {
        functions.activity(name, input, activity);
        return this;
    }
}

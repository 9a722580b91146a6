package io.perdure.orchestrations.internal;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.StateSchema;
import io.perdure.entities.internal.EntityRegistryImpl;
import io.perdure.entities.internal.InstanceIds;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.Schedule;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sorts what modules bring to the logics that run it. */
public final class ModuleRegistry implements Registry {
    private static final int MAX_SCHEDULE_NAME = 100;

    private final EntityRegistryImpl entities = new EntityRegistryImpl();
    private final Definitions functions = new Definitions();
    private final Map<String, Schedule> schedules = new TreeMap<>();

    /** What all of these modules bring. */
    public static ModuleRegistry of(Iterable<? extends DurableModule> modules) {
        var registry = new ModuleRegistry();
        modules.forEach(module -> module.register(registry));
        registry.schedules.forEach(registry::checkTarget);
        return registry;
    }

    public Definitions functions() {
        return functions;
    }

    public EntityRegistryImpl entities() {
        return entities;
    }

    public Map<String, Schedule> schedules() {
        return schedules;
    }

    @Override
    public Registry schedule(String name, Schedule schedule) {
        InstanceIds.check(name);
        if (name.length() > MAX_SCHEDULE_NAME) {
            throw new IllegalArgumentException("Schedule name: \"%.40s…\" of %d characters (expected: at most %d)."
                    .formatted(name, name.length(), MAX_SCHEDULE_NAME));
        }
        if (schedules.putIfAbsent(name, schedule) != null) {
            throw new IllegalArgumentException(
                    "Schedule '%s' is already registered (expected: another name).".formatted(name));
        }
        return this;
    }

    /** Its target may be of another module. */
    private void checkTarget(String name, Schedule schedule) {
        Optional<? extends RuntimeException> missing = schedule.target() instanceof Schedule.Target.Signal signal
                ? entities.missing(signal.entity())
                : functions.missing(((Schedule.Target.Start) schedule.target()).orchestrator());
        missing.ifPresent(unknown -> {
            throw new IllegalArgumentException("Schedule '%s': %s".formatted(name, unknown.getMessage()), unknown);
        });
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

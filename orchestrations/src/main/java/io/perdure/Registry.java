package io.perdure;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityRegistry;
import io.perdure.entities.StateSchema;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.OrchestrationRegistry;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.Schedule;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link DurableModule} brings; every method gives the registry itself, for chaining. */
public interface Registry extends EntityRegistry, OrchestrationRegistry {

    /** A plain class, whose fields are the state, or one that extends {@link Entity}. */
    @Override
    Registry entity(Class<?> type);

    @Override
    <T> Registry entity(Class<T> type, Supplier<? extends T> factory);

    @Override
    <T> Registry entity(Class<T> type, Supplier<? extends T> factory, StateSchema schema);

    @Override
    <T> Registry entity(Class<T> type, StateSchema schema);

    @Override
    Registry entity(String name, EntityFunction function);

    @Override
    Registry entity(String name, EntityFunction function, StateSchema schema);

    @Override
    Registry orchestrator(Class<? extends Orchestrator<?, ?>> type);

    @Override
    <T extends Orchestrator<?, ?>> Registry orchestrator(Class<T> type, Supplier<? extends T> factory);

    @Override
    <I extends @Nullable Object> Registry orchestrator(String name, Class<I> input, Orchestrator<I, ?> orchestrator);

    @Override
    Registry activity(Class<? extends Activity<?, ?>> type);

    @Override
    <T extends Activity<?, ?>> Registry activity(Class<T> type, Supplier<? extends T> factory);

    @Override
    <I extends @Nullable Object> Registry activity(String name, Class<I> input, Activity<I, ?> activity);

    /**
     * Has something started or signalled again and again, once per tick in the whole cluster. All nodes of a cluster register
     * the same schedules: each tells them when it starts, and the last word counts. A schedule that has another target or other
     * times then replaces the one before; one that nodes no longer register ends ({@code perdure.schedules.forget-after}).
     *
     * @param name begins the ids of the instances: 1 to 100 characters, no {@code / \ # ?} or control characters, not
     *     {@code @} at first
     * @throws IllegalArgumentException when the name is wrong or taken; after all modules have registered, also when the
     *     target is not registered
     */
    Registry schedule(String name, Schedule schedule);
}

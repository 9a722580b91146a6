package io.perdure;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityRegistry;
import io.perdure.entities.StateSchema;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.OrchestrationRegistry;
import io.perdure.orchestrations.Orchestrator;
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
}

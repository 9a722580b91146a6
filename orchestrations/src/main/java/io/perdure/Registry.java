package io.perdure;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityRegistry;
import io.perdure.entities.StateSchema;
import java.util.function.Supplier;

/** Takes what a {@link DurableModule} brings; every method gives the registry itself, for chaining. */
public interface Registry extends EntityRegistry {

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
}

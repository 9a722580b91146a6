package io.perdure.entities;

import java.util.function.Supplier;

/**
 * Takes the entities that a node runs. Names are matched without regard to case; registering a name twice, or a class
 * that cannot be an entity, throws {@link IllegalArgumentException} that says why.
 */
public interface EntityRegistry {

    /** A class, made by its no-argument constructor: a plain class, or one that extends {@link Entity}. */
    EntityRegistry entity(Class<?> type);

    /** A class, made by a factory: the place to inject what its constructor needs. */
    <T> EntityRegistry entity(Class<T> type, Supplier<? extends T> factory);

    <T> EntityRegistry entity(Class<T> type, Supplier<? extends T> factory, StateSchema schema);

    <T> EntityRegistry entity(Class<T> type, StateSchema schema);

    /** A function. */
    EntityRegistry entity(String name, EntityFunction function);

    EntityRegistry entity(String name, EntityFunction function, StateSchema schema);
}

package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/** The operation that an entity runs; may be a parameter of an operation's method (E-38). */
public interface Operation {

    /** As the sender wrote it; may be empty. */
    String name();

    boolean hasInput();

    /** The input; null when there is none. Throws {@link IllegalArgumentException} when it does not fit the type. */
    <T> @Nullable T input(Class<T> type);

    EntityContext context();
}

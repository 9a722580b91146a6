package io.perdure.entities.internal;

import org.jspecify.annotations.Nullable;

/** The state as the context of an operation shows it (E-20). */
interface StateAccess {

    boolean has();

    <T> @Nullable T get(Class<T> type);

    /** Null deletes. */
    void set(@Nullable Object state);
}

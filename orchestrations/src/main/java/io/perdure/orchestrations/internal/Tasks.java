package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.DurableTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combinations of tasks. */
public final class Tasks {
    private Tasks() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static <T extends @Nullable Object> DurableTask<List<T>> allOf(
            List<? extends DurableTask<? extends T>> tasks) {
        throw new IllegalStateException("not yet");
    }

    @SuppressWarnings("DoNotCallSuggester")
    public static DurableTask<DurableTask<?>> anyOf(List<? extends DurableTask<?>> tasks) {
        throw new IllegalStateException("not yet");
    }
}

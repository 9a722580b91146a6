package io.perdure.orchestrations;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes orchestrators and activities. Names are matched without regard to case; every method throws {@link
 * IllegalArgumentException} for a blank name, one that is taken, or a class whose types cannot be told (O-12).
 */
public interface OrchestrationRegistry {

    /** By {@link FunctionName}, or simple name; needs a constructor without parameters, which may be private. */
    OrchestrationRegistry orchestrator(Class<? extends Orchestrator<?, ?>> type);

    /** As above, made by a factory for each run. */
    <T extends Orchestrator<?, ?>> OrchestrationRegistry orchestrator(Class<T> type, Supplier<? extends T> factory);

    /** A lambda, with the type of its input. The name {@code *} takes every name that nobody else has. */
    <I extends @Nullable Object> OrchestrationRegistry orchestrator(
            String name, Class<I> input, Orchestrator<I, ?> orchestrator);

    /** One object runs all calls: it must be thread-safe. */
    OrchestrationRegistry activity(Class<? extends Activity<?, ?>> type);

    /** As above, made by a factory, once. */
    <T extends Activity<?, ?>> OrchestrationRegistry activity(Class<T> type, Supplier<? extends T> factory);

    <I extends @Nullable Object> OrchestrationRegistry activity(String name, Class<I> input, Activity<I, ?> activity);
}

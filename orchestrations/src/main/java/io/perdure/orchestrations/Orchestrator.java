package io.perdure.orchestrations;

import org.jspecify.annotations.Nullable;

/**
 * A workflow as ordinary Java. It must be deterministic: time, randomness, I/O and waiting only through the context
 * (O-13 … O-20), so that it can be replayed from its history after a crash.
 *
 * @param <I> input; {@link Void} for none
 * @param <O> output, written as JSON; {@link Void} for none
 */
@FunctionalInterface
public interface Orchestrator<I extends @Nullable Object, O extends @Nullable Object> {

    /**
     * Runs on a thread of its own, which {@link DurableTask#await} parks. A fresh object runs each instance, unless a lambda
     * was registered, which must then keep nothing.
     *
     * @param input null when the instance was started without one
     * @return may be null (O-28)
     * @throws Exception fails the instance (O-11)
     */
    @Nullable
    O run(OrchestrationContext context, I input) throws Exception;
}

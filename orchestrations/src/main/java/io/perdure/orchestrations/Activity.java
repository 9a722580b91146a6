package io.perdure.orchestrations;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work that an orchestration calls: anything, I/O included. It runs at least once, so it must bear being run
 * again; its result is recorded once (O-30).
 *
 * @param <I> input; {@link Void} for none
 * @param <O> result, written as JSON; {@link Void} for none
 */
@FunctionalInterface
public interface Activity<I extends @Nullable Object, O extends @Nullable Object> {

    /**
     * Runs on a thread of the activity pool and may block.
     *
     * @param input null when the caller gave none
     * @return may be null (O-28)
     * @throws Exception fails the task (O-35); implement {@link io.perdure.failures.NonRetriable} to rule out retries
     */
    @Nullable
    O run(ActivityContext context, I input) throws Exception;
}

package io.perdure.orchestrations;

import org.jspecify.annotations.Nullable;

/** What an activity knows of its call (O-33). Thread-safe. */
public interface ActivityContext {

    /** The name by which it was called. */
    String name();

    /** The orchestration that called. */
    String instanceId();

    /**
     * Names this call within the instance: the same when the call is delivered again, another for each retry. With the
     * instance id a good idempotency key.
     */
    String taskId();

    /** The version of the calling instance; empty when it has none. */
    String version();

    /**
     * Whether nobody waits for the result any more: the call's time-out has passed, or the node is stopping. Long work
     * should look now and then and end; its thread is also interrupted.
     */
    boolean isCancelled();

    /**
     * Says that the work goes on. Needed only when the call has a heartbeat time-out: one that stays silent for longer is
     * given up and fails.
     *
     * @param details any JSON value, shown to who looks at the instance; null for none
     * @throws java.util.concurrent.CancellationException when nobody waits for the result any more
     * @throws InvalidResultException when the details cannot be written as JSON, or are too large
     */
    void heartbeat(@Nullable Object details);
}

package io.perdure.orchestrations;

/**
 * Decides in the orchestrator whether a failed task is tried again; on replay too, so it must be deterministic (O-49). It
 * may wait with the context's timers. One that throws ends the retries.
 */
@FunctionalInterface
public interface RetryHandler {
    boolean shouldRetry(RetryContext context);
}

package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.RuntimeStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what becomes of instances, once each, after the commit (O-158): failures as warnings, what somebody has done to an
 * instance as information, and what goes as it should at debug level, since there may be thousands per second. Without
 * payloads.
 */
final class LifecycleLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.orchestrations.Lifecycle");

    private LifecycleLog() {}

    static void committed(OrchestrationState state, OrchestrationDelta delta) {
        RuntimeStatus status = delta.status();
        if (delta.begins() != null && LOG.isDebugEnabled()) {
            LOG.debug("{} begins its execution {}", who(state), state.executionId());
        }
        if (status == RuntimeStatus.Failed) {
            FailureDetails failure = state.failure();
            LOG.warn("{} failed: {}", who(state), failure == null ? "" : failure.summary());
        } else if (status == RuntimeStatus.Terminated || status == RuntimeStatus.Suspended) {
            LOG.info("{} is {}", who(state), status);
        } else if (status != null && LOG.isDebugEnabled()) {
            LOG.debug("{} is {}", who(state), status);
        }
    }

    private static String who(OrchestrationState state) {
        var started = state.started();
        return "Orchestrator '%s' instance '%s'".formatted(started == null ? "" : started.name(), state.id());
    }
}

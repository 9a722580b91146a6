package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.EntityLockGranted;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCompleted;
import io.perdure.orchestrations.HistoryEvent.EntityOperationFailed;
import io.perdure.orchestrations.HistoryEvent.EventRaised;
import io.perdure.orchestrations.HistoryEvent.ExecutionResumed;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.HistoryEvent.ExecutionSuspended;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCompleted;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import java.time.Instant;

/** Gives what was kept for a later step the time of that step, so that the times of a history never go back (O-148). */
final class Stamps {
    private Stamps() {}

    /** Events that are never kept stay as they are. */
    static HistoryEvent at(Instant now, HistoryEvent event) {
        if (!event.at().isBefore(now)) {
            return event;
        } else if (event instanceof EventRaised e) {
            return new EventRaised(now, e.name(), e.input());
        } else if (event instanceof TaskCompleted e) {
            return new TaskCompleted(now, e.actionId(), e.result());
        } else if (event instanceof TaskFailed e) {
            return new TaskFailed(now, e.actionId(), e.failure());
        } else if (event instanceof SubOrchestrationInstanceCompleted e) {
            return new SubOrchestrationInstanceCompleted(now, e.actionId(), e.result());
        } else if (event instanceof SubOrchestrationInstanceFailed e) {
            return new SubOrchestrationInstanceFailed(now, e.actionId(), e.failure());
        } else if (event instanceof EntityOperationCompleted e) {
            return new EntityOperationCompleted(now, e.actionId(), e.result());
        } else if (event instanceof EntityOperationFailed e) {
            return new EntityOperationFailed(now, e.actionId(), e.failure());
        } else if (event instanceof EntityLockGranted e) {
            return new EntityLockGranted(now, e.actionId());
        } else if (event instanceof ExecutionSuspended e) {
            return new ExecutionSuspended(now, e.reason());
        } else if (event instanceof ExecutionResumed e) {
            return new ExecutionResumed(now, e.reason());
        } else if (event instanceof ExecutionStarted e) {
            return new ExecutionStarted(
                    now,
                    e.name(),
                    e.version(),
                    e.input(),
                    e.executionId(),
                    e.generation(),
                    e.parent(),
                    e.tags(),
                    e.scheduledStart());
        }
        return event;
    }
}

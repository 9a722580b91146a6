package io.perdure.orchestrations;

import io.perdure.failures.FailureDetails;
import org.jspecify.annotations.Nullable;

/** A wait was given up because its time was over (O-77). */
public final class TaskCanceledException extends TaskFailedException {
    public TaskCanceledException(String message, String taskName, int taskId) {
        super(message, taskName, taskId, FailureDetails.of(TaskCanceledException.class.getName(), message, false));
    }

    @Override
    protected @Nullable FailureDetails origin() {
        return null; // nothing failed elsewhere
    }
}

package io.perdure.orchestrations;

import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import org.jspecify.annotations.Nullable;

/** A task of an orchestration failed (O-35). The failure itself is data: no exception object crosses (O-144). */
public class TaskFailedException extends PerdureException {
    private final String taskName;
    private final int taskId;
    private final transient FailureDetails details;

    public TaskFailedException(String taskName, int taskId, FailureDetails details) {
        this("Task '%s' (#%d) failed: %s".formatted(taskName, taskId, details.summary()), taskName, taskId, details);
    }

    TaskFailedException(String message, String taskName, int taskId, FailureDetails details) {
        super(message);
        this.taskName = taskName;
        this.taskId = taskId;
        this.details = details;
    }

    public String taskName() {
        return taskName;
    }

    /** The number of the action in its execution. */
    public int taskId() {
        return taskId;
    }

    public FailureDetails details() {
        return details;
    }

    @Override
    protected @Nullable FailureDetails origin() {
        return details;
    }

    /** Whether the failure was of that class or of a subclass that can be loaded here (O-144). */
    public boolean isCausedBy(Class<? extends Throwable> type) {
        if (details.errorType().equals(type.getName())) {
            return true;
        }
        try {
            return type.isAssignableFrom(Class.forName(details.errorType(), false, loaderOf(type)));
        } catch (ClassNotFoundException | LinkageError unknownHere) {
            return false;
        }
    }

    private static ClassLoader loaderOf(Class<?> type) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = type.getClassLoader();
        return context != null ? context : own != null ? own : ClassLoader.getSystemClassLoader();
    }
}

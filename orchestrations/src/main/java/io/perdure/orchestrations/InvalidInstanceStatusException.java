package io.perdure.orchestrations;

/** What was asked for cannot be done to an instance in that status, such as an event for one that ended (O-81, O-138). */
public final class InvalidInstanceStatusException extends IllegalStateException {
    private final RuntimeStatus status;

    public InvalidInstanceStatusException(String instanceId, RuntimeStatus status, String attempt, String expected) {
        super("Orchestration instance '%s' is %s: cannot %s (expected: %s)."
                .formatted(instanceId, status, attempt, expected));
        this.status = status;
    }

    public RuntimeStatus status() {
        return status;
    }
}

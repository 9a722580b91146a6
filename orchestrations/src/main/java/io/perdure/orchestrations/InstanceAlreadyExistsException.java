package io.perdure.orchestrations;

import io.perdure.failures.PerdureException;

/** The id is that of an instance that may not be replaced (O-132). */
public final class InstanceAlreadyExistsException extends PerdureException {
    private final String instanceId;
    private final RuntimeStatus status;

    public InstanceAlreadyExistsException(String instanceId, RuntimeStatus status) {
        super(
                "Orchestration instance '%s' exists already, status %s (expected: an id that is free, or of an instance that ended)."
                        .formatted(instanceId, status));
        this.instanceId = instanceId;
        this.status = status;
    }

    public String instanceId() {
        return instanceId;
    }

    public RuntimeStatus status() {
        return status;
    }
}

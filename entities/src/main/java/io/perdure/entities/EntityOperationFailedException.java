package io.perdure.entities;

import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;

/** A called operation threw, or could not be run; its effects were undone (E-60, E-95). */
public final class EntityOperationFailedException extends PerdureException {
    private final transient EntityId entityId;
    private final String operation;
    private final transient FailureDetails details;

    public EntityOperationFailedException(EntityId entityId, String operation, FailureDetails details) {
        super("Operation '%s' of entity %s failed: %s".formatted(operation, entityId, details.summary()));
        this.entityId = entityId;
        this.operation = operation;
        this.details = details;
    }

    public EntityId entityId() {
        return entityId;
    }

    public String operation() {
        return operation;
    }

    public FailureDetails details() {
        return details;
    }

    @Override
    protected FailureDetails origin() {
        return details;
    }
}

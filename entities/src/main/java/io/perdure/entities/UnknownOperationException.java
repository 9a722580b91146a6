package io.perdure.entities;

import io.perdure.failures.NonRetriable;

/** The entity has no operation of that name (E-39). */
public final class UnknownOperationException extends UnsupportedOperationException implements NonRetriable {
    public UnknownOperationException(EntityId id, String operation) {
        super("Entity '%s' has no operation '%s'.".formatted(id.name(), operation));
    }

    public UnknownOperationException(EntityId id, String operation, Iterable<String> known) {
        super("Entity '%s' has no operation '%s' (known: %s)."
                .formatted(id.name(), operation, String.join(", ", known)));
    }
}

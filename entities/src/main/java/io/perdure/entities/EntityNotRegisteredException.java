package io.perdure.entities;

import io.perdure.failures.NonRetriable;

/** No module on the node has registered an entity of that name (E-47). */
public final class EntityNotRegisteredException extends IllegalArgumentException implements NonRetriable {
    public EntityNotRegisteredException(String name, Iterable<String> known) {
        super("Entity '%s' is not registered (known: %s). Register it in a DurableModule."
                .formatted(name, known.iterator().hasNext() ? String.join(", ", known) : "none"));
    }
}

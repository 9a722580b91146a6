package io.perdure.orchestrations;

import java.util.Collection;

/** Nobody has registered an orchestrator of that name on this node (O-12). */
public final class OrchestratorNotRegisteredException extends IllegalArgumentException {
    public OrchestratorNotRegisteredException(String name, Collection<String> known) {
        super("Orchestrator '%s' is not registered (known: %s). Register it in a DurableModule."
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }
}

package io.perdure.orchestrations;

import io.perdure.failures.NonRetriable;
import java.time.Duration;
import java.util.Collection;

/** No node that could be asked has registered an activity of that name (O-37). The activity did not run. */
public final class ActivityNotRegisteredException extends IllegalArgumentException implements NonRetriable {
    public ActivityNotRegisteredException(String name, Collection<String> known) {
        super("Activity '%s' is not registered (known: %s). Register it in a DurableModule."
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }

    /** When the other nodes of a cluster were asked too, and a node that has it was waited for. */
    public ActivityNotRegisteredException(String name, Collection<String> known, Duration waited) {
        super(
                "Activity '%s' is not registered (known on this node: %s), and no other node had it within %d ms. Register it in a DurableModule."
                        .formatted(name, known.isEmpty() ? "none" : String.join(", ", known), waited.toMillis()));
    }
}

package io.perdure.orchestrations;

import io.perdure.failures.NonRetriable;
import java.util.Collection;

/** No node that could be asked has registered an activity of that name (O-37). The activity did not run. */
public final class ActivityNotRegisteredException extends IllegalArgumentException implements NonRetriable {
    public ActivityNotRegisteredException(String name, Collection<String> known) {
        super("Activity '%s' is not registered (known: %s). Register it in a DurableModule."
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }
}

package io.perdure.orchestrations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of instances.
 *
 * @param nextToken for {@link OrchestrationQuery#after}; null when this is the last page
 */
public record OrchestrationPage(
        List<OrchestrationMetadata> instances, @Nullable String nextToken) {
    public OrchestrationPage {
        instances = List.copyOf(instances);
    }
}

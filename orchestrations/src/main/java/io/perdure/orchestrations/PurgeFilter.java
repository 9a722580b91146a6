package io.perdure.orchestrations;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which instances are purged. Those that have not ended are never (O-140).
 *
 * @param createdFrom inclusive; null for no bound
 * @param createdTo inclusive; null for no bound
 * @param statuses empty for all that are terminal
 */
public record PurgeFilter(
        @Nullable Instant createdFrom, @Nullable Instant createdTo, Set<RuntimeStatus> statuses) {
    public PurgeFilter {
        statuses = Set.copyOf(statuses);
    }
}

package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code perdure_instance}: what lists, queries and the waker know of an instance.
 *
 * @param version the journal's sequence number that the row reflects; an older row never overwrites a newer one
 * @param active whether work is in flight, so that the instance must be loaded again after a crash
 * @param wakeAt when it must be loaded at the latest; null for never
 * @param summary JSON of the logic, or null
 */
public record InstanceRow(
        Address address,
        String status,
        Instant createdAt,
        Instant updatedAt,
        boolean active,
        @Nullable Instant wakeAt,
        long version,
        @Nullable String summary) {}

package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * What was cleaned.
 *
 * @param continuationToken where to go on; null when all has been looked at
 */
public record CleanStorageResult(
        int emptyEntitiesRemoved,
        int orphanedLocksReleased,
        @Nullable String continuationToken) {}

package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * What to clean (E-105): entities that are empty and can no longer receive a duplicate, and locks whose owner has ended.
 *
 * @param removeEmptyEntities whether to remove what has no state, no lock and nothing that waits (E-106)
 * @param releaseOrphanedLocks whether to release what is locked by an orchestration that is unknown or has ended (E-107);
 *     looks at every entity's row in the index
 * @param continueUntilComplete whether to go on to the end; otherwise one page is looked at and a token returned
 */
public record CleanStorageRequest(
        boolean removeEmptyEntities,
        boolean releaseOrphanedLocks,
        boolean continueUntilComplete,
        @Nullable String continuationToken) {
    public static final CleanStorageRequest DEFAULT = new CleanStorageRequest(true, true, false, null);
    public static final CleanStorageRequest EVERYTHING = new CleanStorageRequest(true, true, true, null);
}

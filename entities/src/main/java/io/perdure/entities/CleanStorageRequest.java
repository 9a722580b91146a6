package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * What to clean (E-105): entities that are empty and can no longer receive a duplicate, and locks whose owner has ended.
 *
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

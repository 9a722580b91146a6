package io.perdure.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the index shows of an instance, as its logic sees it.
 *
 * @param status shown in lists and used as a filter, such as {@code exists} or {@code Running}; at most 20 characters
 * @param wakeAt when the logic wants a step though no message comes; null for never
 * @param summary JSON for lists, or null
 * @param busy whether work is under way that only a loaded instance keeps going: it stays in memory, and is loaded again
 *     after a crash
 * @param residue whether anything but the kernel's own memory of messages is left: an instance without residue is
 *     reclaimed once nobody can send it a duplicate any more (E-19)
 * @param createdAt when it came into being, for a logic whose instances come and go under one address; null for the time of
 *     the first step
 * @param settled whether nothing more is expected of it: it leaves memory soon, and is not loaded again after a crash unless
 *     messages of it are on their way
 */
public record Summary(
        String status,
        @Nullable Instant wakeAt,
        @Nullable String summary,
        boolean residue,
        boolean busy,
        @Nullable Instant createdAt,
        boolean settled) {

    public Summary(String status, @Nullable Instant wakeAt, @Nullable String summary, boolean residue) {
        this(status, wakeAt, summary, residue, false, null, false);
    }

    public Summary(String status, @Nullable Instant wakeAt, @Nullable String summary, boolean residue, boolean busy) {
        this(status, wakeAt, summary, residue, busy, null, false);
    }
}

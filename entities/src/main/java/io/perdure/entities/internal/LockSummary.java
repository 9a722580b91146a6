package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.perdure.kernel.store.InstanceRow;
import org.jspecify.annotations.Nullable;

/**
 * What the index shows of a locked entity, so that cleaning need not load every entity to find the locked ones. The index
 * may be late: it is a hint, and only the entity knows.
 *
 * @param lockedBy the holder as users see it
 * @param callId of its lock
 */
record LockSummary(String lockedBy, String callId) {

    /** The stored form; null when nobody holds the entity. */
    static @Nullable String text(@Nullable Lock holder) {
        return holder == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("lockedBy", EntityMessages.senderText(holder.owner()))
                        .put("callId", holder.callId())
                        .toString();
    }

    /** Null when the row shows no lock. */
    static @Nullable LockSummary of(InstanceRow row, Json json) {
        try {
            return row.summary() == null ? null : json.read(row.summary(), LockSummary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Index row of %s: summary \"%s\" (expected: a lock as JSON)."
                            .formatted(row.address(), row.summary()),
                    e);
        }
    }
}

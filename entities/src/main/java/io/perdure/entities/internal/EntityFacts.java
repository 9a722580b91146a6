package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link EntityMessages#READ_METADATA}.
 *
 * @param lastOperationAt epoch milliseconds
 * @param scheduled how many signals wait for their time
 * @param lockedBy instance id of the orchestration that holds the entity, or null
 * @param state null when not asked for or absent
 */
record EntityFacts(
        boolean exists,
        long lastOperationAt,
        int scheduled,
        @Nullable String lockedBy,
        @Nullable JsonNode state) {

    /** The stored form, with the state's text copied as it is: this runs on the actor and must not parse. */
    static String json(EntityState state, @Nullable String stateJson) {
        return "{\"exists\":%b,\"lastOperationAt\":%d,\"scheduled\":%d,\"state\":%s}"
                .formatted(
                        state.exists(),
                        state.lastOperationAt(),
                        state.schedule().size(),
                        stateJson);
    }
}

package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link EntityMessages#READ_METADATA} (E-109).
 *
 * @param lastOperationAt epoch milliseconds
 * @param scheduled how many signals wait for their time
 * @param queued how many operations and lock requests wait for the entity to be free
 * @param lockedBy instance id of the orchestration that holds the entity, or null
 * @param state null when not asked for or absent
 */
record EntityFacts(
        boolean exists,
        long lastOperationAt,
        int scheduled,
        int queued,
        @Nullable String lockedBy,
        @Nullable JsonNode state) {

    /** The stored form, with the state's text copied as it is: this runs on the actor and must not parse. */
    static String json(EntityState state, @Nullable String stateJson) {
        LockState locks = state.lockState();
        String lockedBy = locks.holder() == null
                ? null
                : new TextNode(EntityMessages.senderText(locks.holder().owner())).toString();
        return "{\"exists\":%b,\"lastOperationAt\":%d,\"scheduled\":%d,\"queued\":%d,\"lockedBy\":%s,\"state\":%s}"
                .formatted(
                        state.exists(),
                        state.lastOperationAt(),
                        state.schedule().size(),
                        locks.queue().size(),
                        lockedBy,
                        stateJson);
    }
}

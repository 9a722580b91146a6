package io.perdure.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an entity (E-102).
 *
 * @param lastOperationAt when its last operation was committed
 * @param backlogSize what waits: operations, lock requests and scheduled signals; only known when read from the entity
 *     itself, else 0
 * @param lockedBy instance id of the orchestration that holds it; null when none does. In a list without states it is what
 *     the index has, which may be some seconds late
 * @param exists whether it has a state
 * @param stateFetched whether {@code stateJson} was asked for
 * @param stateJson the state when it was asked for and exists
 */
public record EntityMetadata(
        EntityId id,
        Instant lastOperationAt,
        int backlogSize,
        @Nullable String lockedBy,
        boolean exists,
        boolean stateFetched,
        @Nullable JsonNode stateJson) {

    /**
     * The state.
     *
     * @throws IllegalStateException when it was not asked for
     */
    public Optional<JsonNode> state() {
        if (!stateFetched) {
            throw new IllegalStateException("The state of %s was not fetched; ask for it in the query.".formatted(id));
        }
        return Optional.ofNullable(stateJson);
    }
}

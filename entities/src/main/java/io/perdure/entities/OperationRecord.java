package io.perdure.entities;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.failures.FailureDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operation in an entity's history.
 *
 * @param version position in the entity's journal; operations of one batch share it
 * @param at when its batch ran
 * @param sender text form of the sending entity's id or an instance id; null for a client
 * @param requestId the client's request id, if it gave one
 * @param result what it returned; null for none or when it failed
 * @param failure why it failed; null when it did not
 */
public record OperationRecord(
        long version,
        Instant at,
        String operation,
        @Nullable String sender,
        @Nullable String requestId,
        @Nullable JsonNode result,
        @Nullable FailureDetails failure) {}

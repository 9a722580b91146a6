package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A signal that the entity has received and keeps until its time (E-53).
 *
 * @param dueAt epoch milliseconds
 * @param sender as users see it; null for a client
 * @param requestId of the client's request, if it gave one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScheduledSignal(
        @JsonProperty("d") long dueAt,
        @JsonProperty("o") @JsonInclude(Include.NON_EMPTY) String operation,

        @JsonProperty("i") @JsonInclude(Include.NON_NULL) @Nullable
        String input,

        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String sender,

        @JsonProperty("r") @JsonInclude(Include.NON_NULL) @Nullable
        String requestId) {

    public ScheduledSignal {
        // an empty name is left out of the stored form
        operation = operation == null ? "" : operation;
    }
}

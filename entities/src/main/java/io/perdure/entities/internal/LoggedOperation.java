package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.failures.FailureDetails;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the journal remembers it, for history. When it ran is the delta's.
 *
 * @param sender as users see it; null for a client
 * @param requestId of the client's request, if it gave one
 * @param result JSON text; null for none or when it failed
 * @param failure why it failed, without the stack: 5,000 failures of one batch must not make a row of 40 MB
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoggedOperation(
        @JsonProperty("o") @JsonInclude(Include.NON_EMPTY) String operation,

        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String sender,

        @JsonProperty("r") @JsonInclude(Include.NON_NULL) @Nullable
        String requestId,

        @JsonProperty("v") @JsonInclude(Include.NON_NULL) @Nullable
        String result,

        @JsonProperty("f") @JsonInclude(Include.NON_NULL) @Nullable
        FailureDetails failure) {

    public LoggedOperation {
        // an empty name is left out of the stored form
        operation = operation == null ? "" : operation;
    }
}

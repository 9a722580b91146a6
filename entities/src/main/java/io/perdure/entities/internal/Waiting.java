package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What an entity has accepted and cannot do yet: an operation or a lock, one of the two. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Waiting(
        @JsonProperty("o") @JsonInclude(Include.NON_NULL) @Nullable
        OperationRequest operation,

        @JsonProperty("l") @JsonInclude(Include.NON_NULL) @Nullable
        Lock lock) {

    static Waiting of(OperationRequest operation) {
        return new Waiting(operation, null);
    }

    static Waiting of(Lock lock) {
        return new Waiting(null, lock);
    }
}

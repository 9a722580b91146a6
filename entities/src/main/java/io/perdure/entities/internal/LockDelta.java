package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step changed of an entity's lock and queue. What came and went within the step is not in it.
 *
 * @param granted who holds the entity since this step; null when that has not changed, or nobody does
 * @param released whether nobody holds it any more
 * @param cancelled requests that were withdrawn while they waited
 * @param taken how many entries, from the head of what was not withdrawn, are done
 * @param queued what the step added
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LockDelta(
        @JsonProperty("h") @JsonInclude(Include.NON_NULL) @Nullable
        Lock granted,

        @JsonProperty("r") @JsonInclude(Include.NON_DEFAULT) boolean released,
        @JsonProperty("c") @JsonInclude(Include.NON_EMPTY) List<Lock> cancelled,
        @JsonProperty("n") @JsonInclude(Include.NON_DEFAULT) int taken,
        @JsonProperty("w") @JsonInclude(Include.NON_EMPTY) List<Waiting> queued) {

    static final LockDelta NOTHING = new LockDelta(null, false, List.of(), 0, List.of());

    public LockDelta {
        // empty lists are left out of the stored form
        cancelled = cancelled == null ? List.of() : List.copyOf(cancelled);
        queued = queued == null ? List.of() : List.copyOf(queued);
    }
}

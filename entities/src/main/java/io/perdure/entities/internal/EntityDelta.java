package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step changed, and what it ran.
 *
 * @param json the new state; null when it is unchanged or deleted
 * @param schema version of {@code json}; 0 when there is none
 * @param deleted whether the state is gone
 * @param fired how many scheduled signals, from the soonest on, have run or been queued
 * @param scheduled signals received for later
 * @param at epoch milliseconds of the operations; 0 when none ran
 * @param log the operations, in order; empty when history is off
 * @param locks change of the lock and of the queue; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntityDelta(
        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String json,

        @JsonProperty("v") @JsonInclude(Include.NON_DEFAULT) int schema,
        @JsonProperty("d") @JsonInclude(Include.NON_DEFAULT) boolean deleted,
        @JsonProperty("f") @JsonInclude(Include.NON_DEFAULT) int fired,
        @JsonProperty("q") @JsonInclude(Include.NON_EMPTY) List<ScheduledSignal> scheduled,
        @JsonProperty("t") @JsonInclude(Include.NON_DEFAULT) long at,
        @JsonProperty("l") @JsonInclude(Include.NON_EMPTY) List<LoggedOperation> log,

        @JsonProperty("k") @JsonInclude(Include.NON_NULL) @Nullable
        LockDelta locks) {

    static final EntityDelta NOTHING = new EntityDelta(null, 0, false, 0, List.of(), 0, List.of(), null);

    public EntityDelta {
        // empty lists are left out of the stored form
        scheduled = scheduled == null ? List.of() : List.copyOf(scheduled);
        log = log == null ? List.of() : List.copyOf(log);
    }
}

package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.Leftovers.Leftover;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step changed.
 *
 * @param token random; see the state's
 * @param at epoch milliseconds of the step
 * @param begins a new execution: null for none; otherwise the old history goes, whatever else the step did
 * @param events appended to the history
 * @param kept received and not yet for the history: the instance is suspended, or has not begun
 * @param keptTaken what was kept before is among the events now
 * @param canceled numbers of timers that shall not fire
 * @param lockStep one more entity of the section is held
 * @param status after the step; null for unchanged
 * @param customStatus JSON text; null for unchanged, empty for cleared
 * @param again the code is to be run though nothing has come: it has continued as new
 * @param left activities of the execution that continues as new, which goes with its history
 * @param leftDone call ids of activities of former executions that have ended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrchestrationDelta(
        @JsonProperty("i") long token,
        @JsonProperty("t") long at,
        @JsonProperty("b") @Nullable Beginning begins,
        @JsonProperty("e") List<HistoryEvent> events,
        @JsonProperty("k") List<HistoryEvent> kept,
        @JsonProperty("q") boolean keptTaken,
        @JsonProperty("c") List<Integer> canceled,
        @JsonProperty("l") boolean lockStep,
        @JsonProperty("s") @Nullable RuntimeStatus status,
        @JsonProperty("u") @Nullable String customStatus,
        @JsonProperty("a") boolean again,
        @JsonProperty("w") List<Leftover> left,
        @JsonProperty("d") List<String> leftDone) {

    public OrchestrationDelta {
        // empty lists are left out of the stored form
        events = events == null ? List.of() : events;
        kept = kept == null ? List.of() : kept;
        canceled = canceled == null ? List.of() : canceled;
        left = left == null ? List.of() : left;
        leftDone = leftDone == null ? List.of() : leftDone;
    }

    /**
     * A new execution.
     *
     * @param run names it over all executions of the id, in the answers that it asks for; rewind does not change it
     * @param createdAt epoch milliseconds: of the instance, which continue-as-new does not change
     * @param fresh whether nothing of the execution before stays, as when an id is used again; else custom status stays
     */
    public record Beginning(
            @JsonProperty("x") HistoryEvent.ExecutionStarted started,
            @JsonProperty("r") String run,
            @JsonProperty("c") long createdAt,
            @JsonProperty("f") boolean fresh) {}
}

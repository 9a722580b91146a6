package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.Leftovers.Leftover;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The form in which a state is stored: what is open follows from the history, but for timers that were cancelled and locks
 * that are half way.
 *
 * @param timers numbers of the timers that are open
 * @param granted how many entities of the section are held
 * @param leftovers in any order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredOrchestration(
        @JsonProperty("d") String id,
        @JsonProperty("s") @Nullable RuntimeStatus status,
        @JsonProperty("b") @Nullable ExecutionStarted started,
        @JsonProperty("r") String run,
        @JsonProperty("x") String executionId,
        @JsonProperty("c") long createdAt,
        @JsonProperty("m") long updatedAt,
        @JsonProperty("h") List<HistoryEvent> history,
        @JsonProperty("k") List<HistoryEvent> kept,
        @JsonProperty("t") List<Integer> timers,
        @JsonProperty("g") int granted,
        @JsonProperty("u") @Nullable String customStatus,
        @JsonProperty("o") @Nullable String output,
        @JsonProperty("f") @Nullable FailureDetails failure,
        @JsonProperty("a") boolean again,
        @JsonProperty("n") long token,
        @JsonProperty("w") List<Leftover> leftovers,
        @JsonProperty("e") long statusVersion) {

    StoredOrchestration {
        // what is empty is left out of the stored form
        run = run == null ? "" : run;
        executionId = executionId == null ? "" : executionId;
        history = history == null ? List.of() : history;
        kept = kept == null ? List.of() : kept;
        timers = timers == null ? List.of() : timers;
        leftovers = leftovers == null ? List.of() : leftovers;
        statusVersion = statusVersion == 0 ? updatedAt : statusVersion; // not in older snapshots
    }

    static final class Writer extends StdConverter<OrchestrationState, StoredOrchestration> {
        @Override
        public StoredOrchestration convert(OrchestrationState state) {
            Locks locks = state.open().locks();
            return new StoredOrchestration(
                    state.id(),
                    state.status(),
                    state.started(),
                    state.run(),
                    state.executionId(),
                    state.createdAt(),
                    state.updatedAt(),
                    state.history(),
                    state.kept(),
                    List.copyOf(state.open().timers().byId().keySet()),
                    locks == null ? 0 : locks.granted(),
                    state.customStatus(),
                    state.output(),
                    state.failure(),
                    state.again(),
                    state.token(),
                    List.copyOf(state.leftovers().byCall().values()),
                    state.statusVersion());
        }
    }

    static final class Reader extends StdConverter<StoredOrchestration, OrchestrationState> {
        @Override
        public OrchestrationState convert(StoredOrchestration stored) {
            PVector<HistoryEvent> history = TreePVector.from(stored.history);
            return new OrchestrationState(
                    stored.id,
                    stored.status,
                    stored.started,
                    stored.run,
                    stored.executionId,
                    stored.createdAt,
                    stored.updatedAt,
                    history,
                    TreePVector.from(stored.kept),
                    stored.open(),
                    Leftovers.of(stored.leftovers),
                    stored.customStatus,
                    stored.output,
                    stored.failure,
                    stored.statusVersion,
                    stored.again,
                    stored.token);
        }
    }

    private OpenWork open() {
        if (status != null && status.isTerminal() && status != RuntimeStatus.Failed) {
            return OpenWork.NONE;
        }
        OpenWork open = OpenWork.NONE.after(history);
        if (status == RuntimeStatus.Failed) {
            return open.ofFailed().after(kept);
        }
        for (int timer : open.timers().byId().keySet()) {
            open = timers.contains(timer) ? open : open.withoutTimer(timer);
        }
        Locks locks = open.locks();
        boolean again = locks != null && locks.isHeld() && granted < locks.granted();
        return locks == null ? open : open.with(new Locks(locks.lockId(), locks.entities(), granted, again));
    }
}

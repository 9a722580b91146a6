package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.ExecutionCompleted;
import io.perdure.orchestrations.HistoryEvent.ExecutionRewound;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.HistoryEvent.ExecutionTerminated;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.Leftovers.Leftover;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Everything durable about one instance. Immutable; a step changes it at a cost that does not depend on its size.
 *
 * @param id the instance's
 * @param status null when there is no instance
 * @param started how the present execution began; null when there is no instance
 * @param run see {@link OrchestrationDelta.Beginning}
 * @param executionId of the present execution; rewind gives it another
 * @param createdAt epoch milliseconds
 * @param updatedAt epoch milliseconds of the last step
 * @param history of the present execution
 * @param kept events that wait until the code may run; of a failed instance, until it is rewound
 * @param open what the history adds up to
 * @param leftovers activities of executions that have ended, and that may still run
 * @param customStatus JSON text
 * @param output JSON text: the result, or what a termination was given
 * @param statusVersion number of the last change of status or custom status: rises with each, also when the id is used anew.
 *     About the time of the change, so that it rises over a purge, too
 * @param again the code is to be run though nothing has come
 * @param token of the last step: tells whether a live orchestrator is where the state is
 */
@JsonSerialize(converter = StoredOrchestration.Writer.class)
@JsonDeserialize(converter = StoredOrchestration.Reader.class)
public record OrchestrationState(
        String id,
        @Nullable RuntimeStatus status,
        @Nullable ExecutionStarted started,
        String run,
        String executionId,
        long createdAt,
        long updatedAt,
        PVector<HistoryEvent> history,
        PVector<HistoryEvent> kept,
        OpenWork open,
        Leftovers leftovers,
        @Nullable String customStatus,
        @Nullable String output,
        @Nullable FailureDetails failure,
        long statusVersion,
        boolean again,
        long token) {

    static OrchestrationState none(String id) {
        return new OrchestrationState(
                id,
                null,
                null,
                "",
                "",
                0,
                0,
                TreePVector.empty(),
                TreePVector.empty(),
                OpenWork.NONE,
                Leftovers.NONE,
                null,
                null,
                null,
                0,
                false,
                0);
    }

    boolean exists() {
        return status != null;
    }

    boolean isTerminal() {
        return status != null && status.isTerminal();
    }

    /** Accepted, and the code has never run. */
    boolean hasBegun() {
        return !history.isEmpty();
    }

    OrchestrationState with(OrchestrationDelta delta) {
        var next = delta.begins() == null ? this : begin(delta.begins());
        Locks before = next.open.locks();
        if (delta.lockStep() && before != null) {
            // First of all: the events may give up this section, and ask for another.
            next = next.with(next.open.with(before.oneMore()));
        }
        for (HistoryEvent event : delta.events()) {
            next = next.with(event);
        }
        OpenWork work = next.open;
        for (int timer : delta.canceled()) {
            work = work.withoutTimer(timer);
        }
        RuntimeStatus nextStatus = delta.status() == null ? next.status : delta.status();
        PVector<HistoryEvent> waiting = delta.keptTaken() ? TreePVector.empty() : next.kept;
        waiting = delta.kept().isEmpty() ? waiting : waiting.plusAll(delta.kept());
        Leftovers left = next.leftovers.with(delta.left()).without(delta.leftDone());
        if (nextStatus == RuntimeStatus.Failed) {
            work = work.ofFailed().after(waiting); // a rewind goes on with what comes until then
        } else if (nextStatus != null && nextStatus.isTerminal()) {
            left = left.with(next.unfinished(work.after(waiting)));
            work = OpenWork.NONE; // what is outstanding is dropped (O-69)
            waiting = TreePVector.empty();
        }
        String custom = delta.customStatus();
        String nextCustom = custom == null ? next.customStatus : custom.isEmpty() ? null : custom;
        return new OrchestrationState(
                id,
                nextStatus,
                next.started,
                next.run,
                next.executionId,
                next.createdAt,
                delta.at(),
                next.history,
                waiting,
                work,
                left,
                nextCustom,
                next.output,
                next.failure,
                isSame(delta, nextStatus, nextCustom) ? statusVersion : Math.max(statusVersion + 1, delta.at()),
                delta.again(),
                delta.token());
    }

    /** Whether who watches the status has nothing new to see. */
    private boolean isSame(OrchestrationDelta delta, @Nullable RuntimeStatus next, @Nullable String nextCustom) {
        boolean another = delta.begins() != null && delta.begins().fresh();
        return !another && next == status && Objects.equals(nextCustom, customStatus);
    }

    private OrchestrationState begin(OrchestrationDelta.Beginning beginning) {
        return new OrchestrationState(
                id,
                status,
                beginning.started(),
                beginning.run(),
                beginning.started().executionId(),
                beginning.createdAt(),
                updatedAt,
                TreePVector.empty(),
                TreePVector.empty(),
                OpenWork.NONE,
                beginning.fresh() ? leftovers.with(unfinished(open.after(kept))) : leftovers,
                beginning.fresh() ? null : customStatus,
                null,
                null,
                statusVersion,
                false,
                token);
    }

    /** The activities that are open; none for an instance that there never was. */
    private List<Leftover> unfinished(OpenWork work) {
        return started == null
                ? List.of()
                : Leftovers.of(run, started.version(), work.activities().values());
    }

    private OrchestrationState with(OpenWork work) {
        return new OrchestrationState(
                id,
                status,
                started,
                run,
                executionId,
                createdAt,
                updatedAt,
                history,
                kept,
                work,
                leftovers,
                customStatus,
                output,
                failure,
                statusVersion,
                again,
                token);
    }

    private OrchestrationState with(HistoryEvent event) {
        if (event instanceof ExecutionRewound rewound) {
            return Rewinding.rewound(this, rewound);
        }
        String result = output;
        FailureDetails why = failure;
        if (event instanceof ExecutionCompleted completed) {
            result = completed.result();
            why = completed.failure();
        } else if (event instanceof ExecutionTerminated terminated) {
            result = terminated.reason();
        }
        return new OrchestrationState(
                id,
                status,
                started,
                run,
                executionId,
                createdAt,
                updatedAt,
                history.plus(event),
                kept,
                open.after(event),
                leftovers,
                customStatus,
                result,
                why,
                statusVersion,
                again,
                token);
    }
}

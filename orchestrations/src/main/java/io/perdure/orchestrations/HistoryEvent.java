package io.perdure.orchestrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of an execution's history (O §19). Payloads are JSON text. Actions carry the number that the code gave them;
 * answers name the number of their action.
 *
 * <p>The short property names are what every journal row repeats.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "e")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryEvent.OrchestratorStarted.class, name = "os"),
    @JsonSubTypes.Type(value = HistoryEvent.OrchestratorCompleted.class, name = "oc"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionStarted.class, name = "xs"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionCompleted.class, name = "xc"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionTerminated.class, name = "xt"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionSuspended.class, name = "xp"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionResumed.class, name = "xr"),
    @JsonSubTypes.Type(value = HistoryEvent.ExecutionRewound.class, name = "xw"),
    @JsonSubTypes.Type(value = HistoryEvent.ContinueAsNew.class, name = "xn"),
    @JsonSubTypes.Type(value = HistoryEvent.TaskScheduled.class, name = "ts"),
    @JsonSubTypes.Type(value = HistoryEvent.TaskCompleted.class, name = "tc"),
    @JsonSubTypes.Type(value = HistoryEvent.TaskFailed.class, name = "tf"),
    @JsonSubTypes.Type(value = HistoryEvent.SubOrchestrationInstanceCreated.class, name = "ss"),
    @JsonSubTypes.Type(value = HistoryEvent.SubOrchestrationInstanceCompleted.class, name = "sc"),
    @JsonSubTypes.Type(value = HistoryEvent.SubOrchestrationInstanceFailed.class, name = "sf"),
    @JsonSubTypes.Type(value = HistoryEvent.OrchestrationStartSent.class, name = "st"),
    @JsonSubTypes.Type(value = HistoryEvent.TimerCreated.class, name = "ms"),
    @JsonSubTypes.Type(value = HistoryEvent.TimerFired.class, name = "mf"),
    @JsonSubTypes.Type(value = HistoryEvent.EventSent.class, name = "vs"),
    @JsonSubTypes.Type(value = HistoryEvent.EventRaised.class, name = "vr"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityOperationSignaled.class, name = "es"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityOperationCalled.class, name = "ec"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityOperationCompleted.class, name = "er"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityOperationFailed.class, name = "ef"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityLockRequested.class, name = "ls"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityLockGranted.class, name = "lg"),
    @JsonSubTypes.Type(value = HistoryEvent.EntityUnlockSent.class, name = "lu")
})
public sealed interface HistoryEvent {

    /** When the step ran that has this event; to the millisecond, never going back within a history (O-148). */
    Instant at();

    /** Such as {@code TaskScheduled}. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Something that the code asked for. */
    sealed interface Action extends HistoryEvent {
        /** From 0, in the order in which the code asked (O-4). */
        int id();

        /** What a replay compares besides number and type, in any case; empty for none (O-21). */
        String name();
    }

    /** The answer to an action. */
    sealed interface Answer extends HistoryEvent {
        int actionId();
    }

    /** A step begins. */
    record OrchestratorStarted(@JsonProperty("t") Instant at) implements HistoryEvent {}

    /** The code waits, or has ended. */
    record OrchestratorCompleted(@JsonProperty("t") Instant at) implements HistoryEvent {}

    /**
     * An execution begins.
     *
     * @param generation how often the instance has begun anew by continue-as-new or re-use of its id
     * @param scheduledStart null for at once
     */
    record ExecutionStarted(
            @JsonProperty("t") Instant at,
            @JsonProperty("n") String name,
            @JsonProperty("v") String version,
            @JsonProperty("i") @Nullable String input,
            @JsonProperty("x") String executionId,
            @JsonProperty("g") int generation,
            @JsonProperty("p") @Nullable Parent parent,
            @JsonProperty("l") Map<String, String> tags,
            @JsonProperty("s") @Nullable Instant scheduledStart)
            implements HistoryEvent {
        public ExecutionStarted {
            version = version == null ? "" : version;
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * Who called a child.
     *
     * @param run which run of the parent; see {@code callId} there
     * @param actionId the number of its action
     */
    record Parent(
            @JsonProperty("n") String name,
            @JsonProperty("i") String instanceId,
            @JsonProperty("r") String run,
            @JsonProperty("a") int actionId) {}

    /**
     * The code returned or threw; {@code status} is {@code Completed} or {@code Failed}.
     *
     * @param causedBy the failed tasks that the failure goes back to, which a rewind takes out; null for none
     */
    record ExecutionCompleted(
            @JsonProperty("t") Instant at,
            @JsonProperty("s") RuntimeStatus status,
            @JsonProperty("r") @Nullable String result,
            @JsonProperty("f") @Nullable FailureDetails failure,
            @JsonProperty("b") @Nullable FailedTasks causedBy)
            implements HistoryEvent {}

    /**
     * Tasks whose failure went up to the end of an execution.
     *
     * @param actionIds numbers of their actions; with retries, of the first attempt's
     * @param firstAfter from this number on, the code asked for what it did after it got to know of one of these failures
     */
    record FailedTasks(
            @JsonProperty("a") List<Integer> actionIds,
            @JsonProperty("n") int firstAfter) {
        public FailedTasks {
            actionIds = actionIds == null ? List.of() : List.copyOf(actionIds);
        }
    }

    record ExecutionTerminated(
            @JsonProperty("t") Instant at,
            @JsonProperty("r") @Nullable String reason,
            @JsonProperty("c") boolean recursive)
            implements HistoryEvent {}

    record ExecutionSuspended(
            @JsonProperty("t") Instant at,
            @JsonProperty("r") @Nullable String reason) implements HistoryEvent {}

    record ExecutionResumed(
            @JsonProperty("t") Instant at,
            @JsonProperty("r") @Nullable String reason) implements HistoryEvent {}

    /**
     * A failed execution goes on. What failed has been taken out of the history.
     *
     * @param removed numbers of the actions taken out, which the code asks for again
     * @param children numbers of the children that are rewound themselves: only their failure has been taken out; null in older
     *     histories, for all children that had failed
     */
    record ExecutionRewound(
            @JsonProperty("t") Instant at,
            @JsonProperty("r") @Nullable String reason,
            @JsonProperty("x") String executionId,
            @JsonProperty("d") List<Integer> removed,

            @JsonProperty("c") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Integer> children)
            implements HistoryEvent {
        public ExecutionRewound {
            removed = removed == null ? List.of() : List.copyOf(removed);
            children = children == null ? null : List.copyOf(children);
        }
    }

    record ContinueAsNew(
            @JsonProperty("t") Instant at,
            @JsonProperty("i") @Nullable String input) implements HistoryEvent {}

    /**
     * An activity was called.
     *
     * @param timeoutMillis of the attempt; 0 for none
     * @param heartbeatMillis 0 for none
     * @param retryOf the number of the first attempt's action when this is a later one; -1 for none
     */
    record TaskScheduled(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("n") String name,
            @JsonProperty("i") @Nullable String input,
            @JsonProperty("l") Map<String, String> tags,
            @JsonProperty("o") long timeoutMillis,

            @JsonProperty("h") long heartbeatMillis,

            @JsonProperty("w") int retryOf)
            implements Action {
        public TaskScheduled {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    record TaskCompleted(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("r") @Nullable String result) implements Answer {}

    record TaskFailed(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("f") FailureDetails failure) implements Answer {}

    record SubOrchestrationInstanceCreated(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("n") String name,
            @JsonProperty("d") String instanceId,
            @JsonProperty("i") @Nullable String input,
            @JsonProperty("v") String version,
            @JsonProperty("l") Map<String, String> tags,
            @JsonProperty("w") int retryOf)
            implements Action {
        public SubOrchestrationInstanceCreated {
            version = version == null ? "" : version;
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    record SubOrchestrationInstanceCompleted(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("r") @Nullable String result) implements Answer {}

    record SubOrchestrationInstanceFailed(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("f") FailureDetails failure) implements Answer {}

    /** An orchestration was started that lives on its own (O-60). */
    record OrchestrationStartSent(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("n") String name,
            @JsonProperty("d") String instanceId,
            @JsonProperty("i") @Nullable String input,
            @JsonProperty("v") String version,
            @JsonProperty("l") Map<String, String> tags)
            implements Action {
        public OrchestrationStartSent {
            version = version == null ? "" : version;
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * A timer was set.
     *
     * @param retryOf the number of the first attempt's action when this is a retry's delay; -1 for none
     */
    record TimerCreated(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("d") Instant fireAt,
            @JsonProperty("w") int retryOf)
            implements Action {
        @Override
        public String name() {
            return "";
        }
    }

    record TimerFired(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("d") Instant fireAt) implements Answer {}

    record EventSent(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("n") String name,
            @JsonProperty("d") String instanceId,
            @JsonProperty("i") @Nullable String input)
            implements Action {}

    record EventRaised(
            @JsonProperty("t") Instant at,
            @JsonProperty("n") String name,
            @JsonProperty("i") @Nullable String input) implements HistoryEvent {}

    /**
     * A signal was sent.
     *
     * @param entity {@code @name@key}
     */
    record EntityOperationSignaled(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("d") String entity,
            @JsonProperty("n") String name,
            @JsonProperty("i") @Nullable String input,
            @JsonProperty("s") @Nullable Instant scheduledAt)
            implements Action {}

    record EntityOperationCalled(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("d") String entity,
            @JsonProperty("n") String name,
            @JsonProperty("i") @Nullable String input)
            implements Action {}

    record EntityOperationCompleted(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("r") @Nullable String result) implements Answer {}

    record EntityOperationFailed(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId,
            @JsonProperty("f") FailureDetails failure) implements Answer {}

    /**
     * Locks were asked for.
     *
     * @param entities in the order in which they are locked
     */
    record EntityLockRequested(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("d") List<String> entities) implements Action {
        @Override
        public String name() {
            return "";
        }
    }

    /** All of them are held. */
    record EntityLockGranted(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int actionId) implements Answer {}

    /**
     * Locks were given back.
     *
     * @param lockId the number of the lock request
     */
    record EntityUnlockSent(
            @JsonProperty("t") Instant at,
            @JsonProperty("a") int id,
            @JsonProperty("k") int lockId) implements Action {
        @Override
        public String name() {
            return "";
        }
    }
}

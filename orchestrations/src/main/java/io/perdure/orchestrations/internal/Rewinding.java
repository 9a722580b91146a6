package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.Answer;
import io.perdure.orchestrations.HistoryEvent.EntityOperationFailed;
import io.perdure.orchestrations.HistoryEvent.ExecutionCompleted;
import io.perdure.orchestrations.HistoryEvent.ExecutionRewound;
import io.perdure.orchestrations.HistoryEvent.FailedTasks;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Takes out of the history of a failed execution what failed, so that the code asks for it again (O-138). Pure. */
final class Rewinding {
    private static final FailedTasks NOBODY = new FailedTasks(List.of(), Integer.MAX_VALUE);

    private Rewinding() {}

    /**
     * What is to be taken out: activities and entity calls whose failure ended the execution, to be asked for again; children
     * likewise, but for those that can be rewound themselves, of which only the failure goes; and whatever the code asked for
     * after it got to know of one of these failures. Another failure stays: the code has gone on from it.
     *
     * @param since answers that came after the end: the code knows none of them
     */
    static ExecutionRewound of(
            List<HistoryEvent> history,
            List<HistoryEvent> since,
            Instant now,
            @Nullable String reason,
            String executionId) {
        FailedTasks cause = cause(history);
        Set<Integer> again = new HashSet<>();
        Set<Integer> children = new TreeSet<>();
        Stream.concat(history.stream().filter(event -> isOf(cause, event)), since.stream())
                .filter(event -> event instanceof Answer answer && isFailure(answer))
                .map(Answer.class::cast)
                .forEach(answer -> (isOfChildThatIsThere(answer) ? children : again).add(answer.actionId()));
        List<Integer> removed = history.stream()
                .filter(Action.class::isInstance)
                .map(event -> ((Action) event).id())
                .filter(id -> id >= cause.firstAfter() || again.contains(id))
                .toList();
        children.removeIf(id -> id >= cause.firstAfter());
        return new ExecutionRewound(now, reason, executionId, removed, List.copyOf(children));
    }

    private static FailedTasks cause(List<HistoryEvent> history) {
        for (HistoryEvent event : history) {
            if (event instanceof ExecutionCompleted completed) { // one at most: an earlier rewind took out its own
                FailedTasks cause = completed.causedBy();
                return cause == null ? NOBODY : cause;
            }
        }
        return NOBODY;
    }

    private static boolean isOf(FailedTasks cause, HistoryEvent event) {
        return event instanceof Answer answer && cause.actionIds().contains(answer.actionId());
    }

    static boolean isFailure(Answer answer) {
        return answer instanceof TaskFailed
                || answer instanceof SubOrchestrationInstanceFailed
                || answer instanceof EntityOperationFailed;
    }

    /** Not one that never was, because its id was another's; nor one that is gone, or was ended on purpose. */
    private static boolean isOfChildThatIsThere(Answer answer) {
        return answer instanceof SubOrchestrationInstanceFailed child
                && !OrchestrationMessages.NO_CHILD_TO_REWIND.contains(
                        child.failure().errorType());
    }

    static OrchestrationState rewound(OrchestrationState state, ExecutionRewound rewound) {
        Set<Integer> removed = Set.copyOf(rewound.removed());
        PVector<HistoryEvent> history = TreePVector.empty();
        OpenWork open = OpenWork.NONE;
        for (HistoryEvent event : state.history()) {
            if (!goes(event, removed, rewound.children())) {
                history = history.plus(event);
                open = open.after(event);
            }
        }
        PVector<HistoryEvent> kept = TreePVector.empty();
        for (HistoryEvent event : state.kept()) {
            kept = goes(event, removed, rewound.children()) ? kept : kept.plus(event);
        }
        Locks locks = open.locks();
        if (locks != null) {
            // The failure has released them: they are asked for anew before the code goes on.
            open = open.with(new Locks(locks.lockId(), locks.entities(), 0, locks.isHeld()));
        }
        return new OrchestrationState(
                state.id(),
                RuntimeStatus.Running,
                state.started(),
                state.run(),
                rewound.executionId(),
                state.createdAt(),
                state.updatedAt(),
                history.plus(rewound),
                kept,
                open,
                state.leftovers(),
                state.customStatus(),
                null,
                null,
                state.statusVersion(),
                false,
                state.token());
    }

    private static boolean goes(HistoryEvent event, Set<Integer> removed, @Nullable List<Integer> children) {
        return event instanceof ExecutionCompleted
                || (event instanceof SubOrchestrationInstanceFailed child
                        && (children == null || children.contains(child.actionId())))
                || (event instanceof Action action && removed.contains(action.id()))
                || (event instanceof Answer answer && removed.contains(answer.actionId()));
    }
}

package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.Answer;
import io.perdure.orchestrations.HistoryEvent.ExecutionCompleted;
import io.perdure.orchestrations.HistoryEvent.ExecutionRewound;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Takes out of the history of a failed execution what failed, so that the code asks for it again (O-138). Pure. */
final class Rewinding {
    private Rewinding() {}

    /**
     * The numbers of the actions to take out: activities that failed, with all attempts of their retry policy and the delays
     * between them; and whatever the code asked for after the first of these failures, which it did because of it.
     */
    static List<Integer> failedActions(List<HistoryEvent> history) {
        Map<Integer, Integer> chains = chains(history);
        Set<Integer> succeeded = new HashSet<>();
        for (HistoryEvent event : history) {
            if (event instanceof TaskCompleted task) {
                succeeded.add(head(chains, task.actionId()));
            }
        }
        Set<Integer> failed = new HashSet<>();
        Set<Integer> removed = new LinkedHashSet<>();
        for (HistoryEvent event : history) {
            if (event instanceof TaskFailed task && !succeeded.contains(head(chains, task.actionId()))) {
                failed.add(head(chains, task.actionId()));
            } else if (event instanceof SubOrchestrationInstanceFailed child) {
                failed.add(-1 - child.actionId()); // it stays, and what came of it goes
            } else if (event instanceof Action action && !failed.isEmpty()) {
                removed.add(action.id());
            }
        }
        for (HistoryEvent event : history) {
            if (event instanceof Action action && failed.contains(head(chains, action.id()))) {
                removed.add(action.id());
            }
        }
        return List.copyOf(removed);
    }

    /** From the number of a later attempt, or of a delay, to that of the first attempt. */
    private static Map<Integer, Integer> chains(List<HistoryEvent> history) {
        Map<Integer, Integer> chains = new HashMap<>();
        for (HistoryEvent event : history) {
            if (event instanceof TaskScheduled task && task.retryOf() >= 0) {
                chains.put(task.id(), task.retryOf());
            } else if (event instanceof TimerCreated timer && timer.retryOf() >= 0) {
                chains.put(timer.id(), timer.retryOf());
            }
        }
        return chains;
    }

    private static int head(Map<Integer, Integer> chains, int id) {
        return chains.getOrDefault(id, id);
    }

    /** The children whose failure is taken out, and which are rewound themselves. */
    static List<SubOrchestrationInstanceCreated> failedChildren(List<HistoryEvent> history) {
        Set<Integer> failed = new HashSet<>();
        for (HistoryEvent event : history) {
            if (event instanceof SubOrchestrationInstanceFailed child) {
                failed.add(child.actionId());
            }
        }
        return history.stream()
                .filter(SubOrchestrationInstanceCreated.class::isInstance)
                .map(SubOrchestrationInstanceCreated.class::cast)
                .filter(child -> failed.contains(child.id()))
                .toList();
    }

    static OrchestrationState rewound(OrchestrationState state, ExecutionRewound rewound) {
        Set<Integer> removed = Set.copyOf(rewound.removed());
        PVector<HistoryEvent> history = TreePVector.empty();
        OpenWork open = OpenWork.NONE;
        for (HistoryEvent event : state.history()) {
            if (!goes(event, removed)) {
                history = history.plus(event);
                open = open.after(event);
            }
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
                state.kept(),
                open,
                state.customStatus(),
                null,
                null,
                false,
                state.token());
    }

    private static boolean goes(HistoryEvent event, Set<Integer> removed) {
        return event instanceof ExecutionCompleted
                || event instanceof SubOrchestrationInstanceFailed
                || (event instanceof Action action && removed.contains(action.id()))
                || (event instanceof Answer answer && removed.contains(answer.actionId()));
    }
}

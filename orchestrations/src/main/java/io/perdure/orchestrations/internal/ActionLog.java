package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.NonDeterministicOrchestratorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Numbers what the code asks for, and holds it against the history by number, type and name (O-4, O-5, O-21 … O-24). For the
 * orchestrator's thread.
 */
final class ActionLog {
    private final String who;
    private final int most;
    private final Map<Integer, Action> past = new HashMap<>();
    private List<Action> fresh = new ArrayList<>();
    private int next;
    private int lastOfPast = -1;
    private boolean rewound;

    /**
     * @param who the orchestrator and instance, for messages
     * @param most how many actions an execution may have (O-10)
     */
    ActionLog(String who, List<HistoryEvent> history, int most) {
        this.who = who;
        this.most = most;
        for (HistoryEvent event : history) {
            if (event instanceof Action action) {
                past.put(action.id(), action);
                lastOfPast = Math.max(lastOfPast, action.id());
            } else if (event instanceof HistoryEvent.ExecutionRewound) {
                rewound = true;
            } else if (event instanceof HistoryEvent.OrchestratorStarted) {
                rewound = false;
            }
        }
    }

    /**
     * Whether the code runs for the first time since a rewind. What was taken out of its history it asks for again, or for
     * something else and more of it, long before the history is over.
     */
    boolean isRewound() {
        return rewound;
    }

    /** How many actions so far. */
    int asked() {
        return next;
    }

    /** More actions than an execution may have. */
    static final class TooManyActionsException extends IllegalStateException
            implements io.perdure.failures.NonRetriable {
        TooManyActionsException(String message) {
            super(message);
        }
    }

    /**
     * Takes note of an action.
     *
     * @param frontier whether the code may ask for what the history does not have
     * @throws NonDeterministicOrchestratorException when the history has another action there
     * @throws TooManyActionsException beyond the limit
     */
    Action ask(IntFunction<? extends Action> make, boolean frontier) {
        if (next >= most) {
            throw new TooManyActionsException(
                    "%s asked for more than %d actions (perdure.orchestrations.max-actions). Continue as new before that."
                            .formatted(who, most));
        }
        int id = next++;
        Action action = make.apply(id);
        Action known = past.remove(id);
        if (known == null) {
            if (!frontier && !rewound) {
                throw differs(
                        "the history has no action #%d there, but the code asked for %s".formatted(id, says(action)));
            }
            fresh.add(action);
        } else if (!known.getClass().equals(action.getClass()) || !known.name().equalsIgnoreCase(action.name())) {
            throw differs("action #%d of the history is %s, but the code asked for %s"
                    .formatted(id, says(known), says(action)));
        }
        return action;
    }

    /**
     * The code has been through all of the history: it must have asked for all that is in it (O-23).
     *
     * @param instead what it does, such as {@code waits}
     */
    void pastIsOver(String instead) {
        if (next <= lastOfPast && !past.isEmpty()) {
            for (int id = next; id <= lastOfPast; id++) {
                Action missing = past.get(id);
                if (missing != null) {
                    throw differs(
                            "action #%d of the history is %s, but the code %s".formatted(id, says(missing), instead));
                }
            }
        }
    }

    private NonDeterministicOrchestratorException differs(String how) {
        return new NonDeterministicOrchestratorException(
                "Non-deterministic %s: %s. Deploy the old code beside the new under a version, or rewind after mending it."
                        .formatted(who, how));
    }

    private static String says(Action action) {
        String name = action.name();
        return name.isEmpty() ? action.type() : "%s '%s'".formatted(action.type(), name);
    }

    /** What is new since the last call. */
    List<Action> takeFresh() {
        if (fresh.isEmpty()) {
            return List.of();
        }
        var taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }
}

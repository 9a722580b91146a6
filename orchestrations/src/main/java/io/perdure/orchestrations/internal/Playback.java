package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands events to the code one by one: first the history, then what is new (O-2). For the orchestrator's thread. */
final class Playback {
    private final Iterator<HistoryEvent> past;
    private final ArrayDeque<HistoryEvent> fresh = new ArrayDeque<>();
    private int pastLeft;
    private int inputsLeft;
    private int stepsLeft;
    private boolean replaying;

    Playback(List<HistoryEvent> history) {
        past = history.iterator();
        pastLeft = history.size();
        inputsLeft = (int) history.stream().filter(Playback::isInput).count();
        stepsLeft = (int) history.stream().filter(Playback::isStep).count();
    }

    private static boolean isStep(HistoryEvent event) {
        return event instanceof HistoryEvent.OrchestratorStarted;
    }

    private static boolean isInput(HistoryEvent event) {
        return event instanceof HistoryEvent.OrchestratorStarted
                || event instanceof HistoryEvent.ExecutionStarted
                || event instanceof HistoryEvent.EventRaised
                || event instanceof HistoryEvent.Answer;
    }

    void add(List<HistoryEvent> events) {
        fresh.addAll(events);
    }

    /** Null when there is no more for now. */
    @Nullable
    HistoryEvent next() {
        if (past.hasNext()) {
            replaying = true;
            pastLeft--;
            HistoryEvent event = past.next();
            inputsLeft -= isInput(event) ? 1 : 0;
            stepsLeft -= isStep(event) ? 1 : 0;
            return event;
        }
        HistoryEvent event = fresh.poll();
        replaying &= event == null; // what ran up to here ran before (O-100)
        return event;
    }

    /** Whether the code runs over what it has been through before. */
    boolean isReplaying() {
        return replaying;
    }

    /** Whether nothing of the history is left. */
    boolean isPastOver() {
        return pastLeft == 0;
    }

    /** Whether the code has had all that it had when the history was written: from here on it may ask for new things. */
    boolean isAtFrontier() {
        return inputsLeft == 0;
    }

    /** Whether what is left of the history came in the same step: code that has ended left it there, too. */
    boolean isInLastStep() {
        return stepsLeft == 0;
    }

    /** Events of this turn that the code has not reached. */
    List<HistoryEvent> left() {
        return List.copyOf(fresh);
    }
}

package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerFired;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.Leftovers.Leftover;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step is going to change, while the messages of its batch are taken one by one. Starts out as the committed state and
 * moves with each message.
 */
final class Plan {
    final Instant now;
    final Posting posting;

    @Nullable
    RuntimeStatus status;

    OrchestrationDelta.@Nullable Beginning begins;
    HistoryEvent.@Nullable ExecutionStarted started;
    String run;
    OpenWork open;

    @Nullable
    Locks locks;

    /** For the history; the code gets them when it may run. */
    final List<HistoryEvent> events = new ArrayList<>();

    final List<HistoryEvent> kept = new ArrayList<>();
    final Set<Integer> answered = new HashSet<>();

    /** What the execution that continues as new leaves behind. */
    List<Leftover> left = List.of();

    /** Call ids of activities of former executions that have ended. */
    final List<String> leftDone = new ArrayList<>();

    boolean hasBegun;
    boolean keptTaken;
    boolean mustRun;
    boolean lockStep;
    HistoryEvent.@Nullable ExecutionTerminated terminated;
    HistoryEvent.@Nullable ExecutionRewound rewound;
    private final Leftovers leftovers;
    private boolean touched;

    Plan(OrchestrationState state, Instant now, Posting posting) {
        this.now = now;
        this.posting = posting;
        this.status = state.status();
        this.started = state.started();
        this.run = state.run();
        this.open = state.open();
        this.locks = state.open().locks();
        this.leftovers = state.leftovers();
        this.hasBegun = state.hasBegun();
        state.kept().forEach(this::noteAnswer);
    }

    boolean isTerminal() {
        return status != null && status.isTerminal();
    }

    /** Whether the execution was rewound into a critical section that is not held yet: the code must not run. */
    boolean isReentering() {
        return locks != null && locks.again() && !locks.isHeld();
    }

    /** Whether anything has changed so far. */
    boolean isTouched() {
        return touched;
    }

    void touch() {
        touched = true;
    }

    /** Takes in something that happened to the instance: for the code at once, or when it may run again. */
    void happened(HistoryEvent event) {
        touched = true;
        noteAnswer(event);
        if (status == RuntimeStatus.Running && hasBegun && rewound == null && !isReentering()) {
            events.add(event);
            mustRun = true;
        } else {
            kept.add(event);
        }
    }

    /** What was kept comes before what comes from now on. */
    void takeKept(List<HistoryEvent> keptBefore) {
        takeKept(keptBefore, List.of());
    }

    /** As above; timers that came due meanwhile are among them, each where it would have fired (O-126). */
    void takeKept(List<HistoryEvent> keptBefore, List<OpenTimers.Due> due) {
        var timers = new ArrayDeque<>(due);
        if (!keptTaken) {
            keptBefore.forEach(event -> takeAfter(timers, event));
            keptTaken = true;
        }
        kept.forEach(event -> takeAfter(timers, event));
        mustRun |= !events.isEmpty();
        kept.clear();
    }

    private void takeAfter(ArrayDeque<OpenTimers.Due> timers, HistoryEvent event) {
        while (!timers.isEmpty() && !timers.element().at().isAfter(event.at())) {
            var timer = timers.remove();
            if (answered.add(timer.id())) { // else an earlier resume of this batch had it fire
                events.add(new TimerFired(now, timer.id(), timer.at()));
            }
        }
        events.add(event);
    }

    private void noteAnswer(HistoryEvent event) {
        if (event instanceof HistoryEvent.Answer answer) {
            answered.add(answer.actionId());
        }
    }

    /** Whether the answer to an action is still wanted: otherwise it is a duplicate, or too late (O-6). */
    boolean awaits(int actionId) {
        boolean waits = !isTerminal() || status == RuntimeStatus.Failed; // which a rewind may go on from
        return waits && open.awaits(actionId) && !answered.contains(actionId);
    }

    /** Takes note that an activity of a former execution has ended; false when there is none of that call id. */
    boolean leftoverDone(String callId) {
        if (!leftovers.byCall().containsKey(callId)) {
            return false;
        }
        touched = true;
        leftDone.add(callId);
        return true;
    }

    /** What the execution has asked for runs, also when its history goes (O-31, O-93). */
    void leave(String version, List<Action> asked) {
        var tasks = new ArrayList<TaskScheduled>(open.activities().values());
        tasks.removeIf(task -> answered.contains(task.id()));
        asked.stream()
                .filter(TaskScheduled.class::isInstance)
                .map(TaskScheduled.class::cast)
                .forEach(tasks::add);
        left = Leftovers.of(run, version, tasks);
    }

    /** Everything outstanding ends with the execution: locks, and who waits for it. */
    void end(@Nullable String result, @Nullable FailureDetails failure) {
        if (locks != null) {
            posting.unlock(run, locks);
            locks = null;
        }
        if (started != null) {
            posting.tellParent(started.parent(), result, failure);
        }
    }
}

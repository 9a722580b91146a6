package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.NonDeterministicOrchestratorException;
import io.perdure.orchestrations.internal.ActionLog.TooManyActionsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One execution as its code sees it: events are taken while the code waits, one after the other, and complete its tasks.
 * Lives on the orchestrator's thread, and refuses every other (O-7).
 */
final class Execution {
    private static final ThreadLocal<@Nullable Execution> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final OrchestratorThread turns;
    private final Playback playback;
    private final ActionLog log;
    private final Map<Integer, Consumer<HistoryEvent.Answer>> answers = new HashMap<>();
    private final List<Integer> canceledTimers = new ArrayList<>();
    private final Culprits culprits = new Culprits();
    final EventWaits waits = new EventWaits();

    private Instant now = Instant.EPOCH;
    private Instant stepTime;
    private @Nullable String customStatus;
    private int callbacks;
    private boolean pastChecked;
    private Turn.@Nullable Ending stop;
    private boolean over;

    Execution(OrchestratorThread turns, Playback playback, ActionLog log) {
        this.turns = turns;
        this.playback = playback;
        this.log = log;
        this.stepTime = turns.first().now();
        CURRENT.set(this);
    }

    /** For combinations of nothing, which no task tells where they belong. */
    static Execution current() {
        Execution current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException(
                    "Not on the thread of an orchestrator (expected: tasks are used in the orchestrator only).");
        }
        return current;
    }

    // ---- what the code waits for

    void await(CoreTask<?> task) {
        checkUse("await");
        if (callbacks > 0 && !task.isDone()) {
            throw new IllegalStateException(
                    "await in a callback of another task (expected: thenCompose, or await in the orchestrator itself).");
        }
        while (!task.isDone()) {
            advance();
        }
    }

    /** Hands the next event to the code; without one the thread rests until there is. */
    private void advance() {
        HistoryEvent event = playback.next();
        if (event == null) {
            checkPast("waits for something else");
            Turn next = turns.rest(result(null));
            stepTime = next.now();
            playback.add(next.events());
        } else {
            if (!playback.isReplaying()) {
                checkPast("waits for something else");
            }
            apply(event);
        }
    }

    private void checkPast(String instead) {
        if (!pastChecked) {
            pastChecked = true;
            try {
                log.pastIsOver(instead);
            } catch (NonDeterministicOrchestratorException e) {
                throw stopped(e);
            }
        }
    }

    /** Takes events until the execution has begun. */
    HistoryEvent.ExecutionStarted begin() {
        while (true) {
            HistoryEvent event = playback.next();
            if (event instanceof HistoryEvent.ExecutionStarted started) {
                return started;
            } else if (event == null) {
                throw new IllegalStateException("An execution without ExecutionStarted.");
            }
            apply(event);
        }
    }

    private void apply(HistoryEvent event) {
        if (event instanceof HistoryEvent.OrchestratorStarted step) {
            now = step.at();
        } else if (event instanceof HistoryEvent.EventRaised raised) {
            waits.raise(raised);
        } else if (event instanceof HistoryEvent.Answer answer) {
            var waiting = answers.remove(answer.actionId());
            if (waiting != null) {
                waiting.accept(answer);
            }
        }
    }

    /** Runs a user's function that a task's end has set off. */
    void callback(Runnable function) {
        callbacks++;
        try {
            function.run();
        } finally {
            callbacks--;
        }
    }

    /** Runs a user's function that may wait, other than a callback. */
    <T> T mayAwait(java.util.function.Supplier<T> function) {
        int depth = callbacks;
        callbacks = 0;
        try {
            return function.get();
        } finally {
            callbacks = depth;
        }
    }

    // ---- what the code asks for

    <A extends Action> int ask(IntFunction<A> make) {
        try {
            return log.ask(make, playback.isAtFrontier()).id();
        } catch (NonDeterministicOrchestratorException | TooManyActionsException e) {
            throw stopped(e);
        }
    }

    /** As above, and says what to do with the answer. */
    <A extends Action> int ask(IntFunction<A> make, Consumer<HistoryEvent.Answer> answered) {
        int id = ask(make);
        answers.put(id, answered);
        return id;
    }

    void forget(int actionId) {
        answers.remove(actionId);
    }

    void cancelTimer(int id) {
        answers.remove(id);
        if (!playback.isReplaying()) {
            canceledTimers.add(id);
        }
    }

    // ---- what failed

    /** A task gives that exception to the code because of an action; for attempts of an activity, the first one's. */
    <X extends PerdureException> X failure(int actionId, X why) {
        culprits.failed(actionId, why);
        return why;
    }

    /** The code gets to know of the failure of a task. */
    void seen(RuntimeException why) {
        culprits.seen(why, log.asked());
    }

    /** The tasks that are to blame for what the code threw; null for none. */
    HistoryEvent.@Nullable FailedTasks causeOf(Throwable thrown) {
        return culprits.of(thrown, playback.left(), log.asked());
    }

    void customStatus(@Nullable String json) {
        if (!playback.isReplaying()) {
            customStatus = json == null ? "" : json;
        }
    }

    /** Time of the step that the code is in, as it was then (O-99). */
    Instant now() {
        return now;
    }

    /** When the step under way is: what it asks for has that time, also when a rewind sent the code back before it. */
    Instant stepTime() {
        return stepTime;
    }

    boolean isReplaying() {
        return playback.isReplaying();
    }

    // ---- the end

    boolean isOver() {
        return over || stop != null;
    }

    /** @throws IllegalStateException on another thread, or after the end; an error when the code was abandoned */
    void checkUse(String what) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "%s on thread '%s' (expected: only the orchestrator's own thread uses its context and tasks; other threads are not replayed)."
                            .formatted(what, Thread.currentThread().getName()));
        }
        turns.checkLive();
        if (over || stop != null) {
            throw new IllegalStateException(
                    "%s after the end of the execution (expected: no use of the context once the orchestrator has returned, thrown, or continued as new)."
                            .formatted(what));
        }
    }

    /** Ends the execution here and now, whatever the code does next. */
    StoppedError stop(Turn.Ending ending) {
        stop = ending;
        return new StoppedError("the execution ends here");
    }

    /** What the error stands for; passed on when the code was abandoned. */
    Turn.Ending ending(StoppedError stopped) {
        if (stop == null) {
            throw stopped;
        }
        return stop;
    }

    private StoppedError stopped(RuntimeException why) {
        return stop(new Turn.Failed(FailureDetails.of(why)));
    }

    /** The code has ended in that way, unless it was stopped before. */
    Turn.Result end(Turn.Ending ending) {
        Turn.Ending end = ending;
        if (stop == null && !pastChecked) {
            try {
                checkHistoryEnds();
            } catch (StoppedError violation) {
                end = ending(violation);
            }
        }
        over = true;
        CURRENT.remove();
        return result(stop == null ? end : stop);
    }

    /** The code has ended within its history: then that must have ended too. */
    private void checkHistoryEnds() {
        boolean within = playback.isReplaying() && !playback.isInLastStep() && !log.isRewound();
        checkPast("has ended");
        if (within) {
            throw stopped(new NonDeterministicOrchestratorException(
                    "Non-deterministic orchestrator: its history goes on after the point where the code ends."));
        }
    }

    private Turn.Result result(Turn.@Nullable Ending ending) {
        String status = customStatus;
        customStatus = null;
        List<Integer> canceled = List.copyOf(canceledTimers);
        canceledTimers.clear();
        List<Action> asked = log.takeFresh();
        // Code that went astray, or in circles, must not have what it asked for last.
        return new Turn.Result(
                stop instanceof Turn.Failed ? List.of() : asked, canceled, status, waits.awaited(), ending);
    }

    List<HistoryEvent.EventRaised> untakenEvents() {
        var all = new ArrayList<>(waits.untaken());
        for (HistoryEvent event : playback.left()) {
            if (event instanceof HistoryEvent.EventRaised raised) {
                all.add(raised);
            }
        }
        return all;
    }
}

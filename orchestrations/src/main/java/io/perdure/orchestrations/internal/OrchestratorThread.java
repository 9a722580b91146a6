package io.perdure.orchestrations.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An orchestrator's code on a thread of its own, and the hand-over to it: either the code runs or it rests, and only who finds
 * it at rest may give it a turn, or abandon it. Thread-safe.
 */
final class OrchestratorThread {

    enum Phase {
        /** Parked in an await; the next turn continues it. */
        AT_REST,
        RUNNING,
        /** The code has returned or thrown. */
        ENDED,
        /** Left for good; a replay takes over when the instance is needed again. */
        ABANDONED
    }

    private final String who;
    private final Executor threads;
    private final Function<OrchestratorThread, Turn.Result> code;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.AT_REST);
    private final AtomicReference<@Nullable Turn> turn = new AtomicReference<>();
    private volatile @Nullable Thread thread;
    private volatile long runningSince;
    private boolean started;

    /**
     * @param who for messages
     * @param code the whole life: gets the first turn by {@link #first}, gives the last result
     */
    OrchestratorThread(String who, Executor threads, Function<OrchestratorThread, Turn.Result> code) {
        this.who = who;
        this.threads = threads;
        this.code = code;
    }

    // ---- for others

    String who() {
        return who;
    }

    /** Lets the code go on with a turn; false when it cannot any more. One caller at a time. */
    boolean give(Turn next) {
        if (!phase.compareAndSet(Phase.AT_REST, Phase.RUNNING)) {
            return false;
        }
        runningSince = System.nanoTime();
        turn.set(next);
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            begin();
        }
        return true;
    }

    private void begin() {
        try {
            threads.execute(this::live);
        } catch (RuntimeException | Error noThread) { // the machine gives no more of them
            turn.set(null);
            phase.set(Phase.ABANDONED);
            throw noThread;
        }
    }

    /** Leaves the code where it rests: its thread ends soon, with no effect. False when it is not at rest. */
    boolean abandon() {
        if (!phase.compareAndSet(Phase.AT_REST, Phase.ABANDONED)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    /**
     * Takes the turn away from code that does not end it, and gives it up; the thread is interrupted and has no effect any
     * more.
     *
     * @return the turn, to be answered by the caller; null when it has been answered, or nothing runs
     */
    @Nullable
    Turn seize() {
        Turn seized = turn.getAndSet(null);
        if (seized != null) {
            phase.set(Phase.ABANDONED);
            Thread stuck = thread;
            if (stuck != null) {
                stuck.interrupt();
            }
        }
        return seized;
    }

    boolean isAtRest() {
        return phase.get() == Phase.AT_REST;
    }

    /** How long the present turn has taken; 0 when none is under way. */
    long runningNanos(long nowNanos) {
        return phase.get() == Phase.RUNNING ? nowNanos - runningSince : 0;
    }

    StackTraceElement[] stack() {
        Thread running = thread;
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }

    // ---- for the code's own thread

    private void live() {
        thread = Thread.currentThread();
        try {
            Turn.Result last = code.apply(this);
            Turn open = turn.getAndSet(null);
            if (open != null) {
                phase.set(Phase.ENDED);
                open.done().accept(last);
            }
        } catch (StoppedError abandoned) {
            // nothing of it counts
        } catch (Throwable trouble) { // whatever it was: who waits for the turn must hear of it
            Turn open = seize();
            if (open != null) {
                open.done().accept(new Turn.Result(new Turn.Lost(trouble)));
            }
        } finally {
            thread = null;
            Thread.interrupted(); // the thread may be another orchestrator's next
        }
    }

    /** The turn under way, for the beginning. */
    Turn first() {
        Turn first = turn.get();
        if (first == null) {
            throw abandoned();
        }
        return first;
    }

    /** Ends the turn under way and parks until the next. */
    Turn rest(Turn.Result result) {
        Turn ended = turn.getAndSet(null);
        if (ended == null) {
            throw abandoned();
        }
        phase.set(Phase.AT_REST);
        ended.done().accept(result);
        while (true) {
            Turn next = turn.get();
            if (next != null) {
                return next;
            }
            if (phase.get() == Phase.ABANDONED) {
                throw abandoned();
            }
            LockSupport.park(this);
            Thread.interrupted(); // someone else's wish; a pending interrupt would make park return at once, for ever
        }
    }

    /** @throws StoppedError when the code has been abandoned: it must not do anything any more */
    void checkLive() {
        if (phase.get() == Phase.ABANDONED) {
            throw abandoned();
        }
    }

    private static StoppedError abandoned() {
        return new StoppedError("the orchestrator leaves memory");
    }
}

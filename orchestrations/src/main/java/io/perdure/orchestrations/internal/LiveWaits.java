package io.perdure.orchestrations.internal;

import io.perdure.kernel.Response;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what one loaded instance waits for beyond what its journal has: whether its code runs, and for which events it waits.
 * What is not known is found by a replay. Asked on the instance's thread, told on any.
 */
final class LiveWaits {
    private final String instanceId;
    private final Engine engine;
    private final Dispatches dispatches;
    private volatile @Nullable Instant runningSince;
    private volatile Known known = new Known(0, AwaitedEvents.NONE);

    /** What the code waits for where it is at that token. */
    private record Known(long token, AwaitedEvents events) {}

    LiveWaits(String instanceId, Engine engine, Dispatches dispatches) {
        this.instanceId = instanceId;
        this.engine = engine;
        this.dispatches = dispatches;
    }

    /** The code has a turn, or waits for one. */
    void runs(Instant since) {
        runningSince = since;
    }

    /** The turn is over; the step gets that token. */
    void rests(long token, Turn.Result result) {
        runningSince = null;
        known = new Known(token, result.ending() == null ? result.awaited() : AwaitedEvents.NONE);
    }

    /** A step from one token to the next leaves the code where it is. */
    void unmoved(long from, long to) {
        if (known.token() == from) {
            known = new Known(to, known.events());
        }
    }

    /** Gives {@link CurrentWaits.Found}; no result when there is no instance. */
    void ask(OrchestrationState state, Consumer<Response> answer) {
        Known now = known;
        if (now.token() == state.token()) {
            answer.accept(answer(state, now.events()));
        } else if (runningSince != null || !restsInItsCode(state)) {
            answer.accept(answer(state, AwaitedEvents.NONE));
        } else {
            replay(state, events -> answer.accept(answer(state, events)));
        }
    }

    private Response answer(OrchestrationState state, AwaitedEvents events) {
        if (!state.exists()) {
            return Response.ACCEPTED;
        }
        return Response.of(CurrentWaits.of(state, events, runningSince, rejecting(state), dispatches::whereabouts)
                .json());
    }

    /** The version of this node if it leaves the instance to others; null if not. */
    private @Nullable String rejecting(OrchestrationState state) {
        var versions = engine.settings.versions();
        var started = state.started();
        boolean runs = started == null || versions.matches(started.version()) || versions.failsOnMismatch();
        return runs ? null : versions.own();
    }

    /** Whether a replay of the history gets the code to where it is. */
    private static boolean restsInItsCode(OrchestrationState state) {
        Locks locks = state.open().locks();
        boolean reenters = locks != null && locks.again() && !locks.isHeld();
        return state.hasBegun() && !state.isTerminal() && !state.again() && !reenters;
    }

    /** Nothing of it counts: what it asks for it has asked for before. */
    private void replay(OrchestrationState state, Consumer<AwaitedEvents> then) {
        var started = state.started();
        var definition =
                started == null || rejecting(state) != null ? null : engine.definitions.orchestrator(started.name());
        if (definition == null) {
            then.accept(AwaitedEvents.NONE);
            return;
        }
        var thread = engine.open(definition, instanceId, state.history());
        var turn = new Turn(List.of(), Instant.ofEpochMilli(state.updatedAt()), result -> {
            engine.abandon(thread);
            if (result.ending() == null) {
                known = new Known(state.token(), result.awaited());
            }
            then.accept(result.ending() == null ? result.awaited() : AwaitedEvents.NONE);
        });
        engine.resume(thread, turn, evicted -> then.accept(AwaitedEvents.NONE));
    }
}

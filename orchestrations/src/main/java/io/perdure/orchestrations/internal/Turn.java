package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.ContinueOptions;
import io.perdure.orchestrations.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One resumption of an orchestrator's code: new events go in, what it asks for comes out.
 *
 * @param events to be handed to the code one by one
 * @param now time of the step
 * @param done gets the result, once, on any thread
 */
record Turn(List<HistoryEvent> events, Instant now, Consumer<Result> done) {

    /**
     * What the code did.
     *
     * @param actions that it asked for, in order
     * @param canceled timers that shall not fire
     * @param customStatus JSON text; null for unchanged, empty for cleared
     * @param awaited events that it waits for from now on
     * @param ending null while it waits
     */
    record Result(
            List<HistoryEvent.Action> actions,
            List<Integer> canceled,
            @Nullable String customStatus,
            AwaitedEvents awaited,
            @Nullable Ending ending) {

        /** It has ended, and asked for nothing. */
        Result(Ending ending) {
            this(List.of(), List.of(), null, AwaitedEvents.NONE, ending);
        }
    }

    /** How an execution ends. */
    sealed interface Ending {}

    record Completed(@Nullable String result) implements Ending {}

    /** @param causedBy see {@link HistoryEvent.ExecutionCompleted}; null when no task is to blame */
    record Failed(FailureDetails failure, HistoryEvent.@Nullable FailedTasks causedBy) implements Ending {
        Failed(FailureDetails failure) {
            this(failure, null);
        }
    }

    /** This JVM is in trouble: the step does not count and is to be done again (O-11). */
    record Lost(Throwable why) implements Ending {}

    /**
     * The next execution is to begin.
     *
     * @param untaken events that no wait has taken, in order (O-92)
     */
    record ContinuedAsNew(@Nullable String input, ContinueOptions options, List<HistoryEvent.EventRaised> untaken)
            implements Ending {}
}

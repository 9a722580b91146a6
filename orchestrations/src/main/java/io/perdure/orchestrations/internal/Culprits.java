package io.perdure.orchestrations.internal;

import io.perdure.failures.PerdureException;
import io.perdure.orchestrations.CompositeTaskFailedException;
import io.perdure.orchestrations.HistoryEvent;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The failed tasks of an execution: which of them its own failure goes back to, and since when they have had a part in what
 * the code does (O-138). For the orchestrator's thread.
 */
final class Culprits {
    private static final int UNSEEN = Integer.MAX_VALUE;

    private final Map<Integer, Failure> byAction = new HashMap<>();

    /** An exception that nobody holds any more cannot be thrown: a loop that catches many keeps none of them. */
    private final Map<Throwable, Failure> byException = new WeakHashMap<>();

    private static final class Failure {
        final int actionId;
        int firstAfter = UNSEEN;

        Failure(int actionId) {
            this.actionId = actionId;
        }
    }

    /** Attempts of one activity share an action, and so the moment at which the first of them was seen to fail. */
    void failed(int actionId, PerdureException why) {
        byException.put(why, byAction.computeIfAbsent(actionId, Failure::new));
    }

    /** @param asked how many actions the code has asked for so far */
    void seen(RuntimeException why, int asked) {
        for (Failure failure : within(why)) {
            failure.firstAfter = Math.min(failure.firstAfter, asked);
        }
    }

    /**
     * What an exception goes back to. A failure that the code has never seen is among it: nothing was done because of it, and
     * the next run would meet it.
     *
     * @param untaken events that the code has not reached
     * @param asked how many actions the code has asked for
     * @return null for no task
     */
    HistoryEvent.@Nullable FailedTasks of(Throwable thrown, List<HistoryEvent> untaken, int asked) {
        Set<Integer> actions = new TreeSet<>();
        int firstAfter = asked;
        for (Failure failure : byAction.values()) {
            if (failure.firstAfter == UNSEEN) {
                actions.add(failure.actionId);
            }
        }
        for (HistoryEvent event : untaken) {
            if (event instanceof HistoryEvent.Answer answer && Rewinding.isFailure(answer)) {
                actions.add(answer.actionId());
            }
        }
        for (Failure failure : within(thrown)) {
            actions.add(failure.actionId);
            firstAfter = Math.min(firstAfter, failure.firstAfter);
        }
        return actions.isEmpty() ? null : new HistoryEvent.FailedTasks(List.copyOf(actions), firstAfter);
    }

    /** All that travel in an exception: as itself, as causes, suppressed, as members of a composite one. */
    private Set<Failure> within(Throwable thrown) {
        Set<Failure> found = new HashSet<>();
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        var left = new ArrayDeque<Throwable>();
        left.add(thrown);
        while (!left.isEmpty()) {
            Throwable part = left.remove();
            if (!known.add(part)) {
                continue;
            }
            Failure failure = part instanceof PerdureException ? byException.get(part) : null;
            if (failure != null) {
                found.add(failure);
            }
            Throwable cause = causeOf(part);
            if (cause != null) {
                left.add(cause);
            }
            Collections.addAll(left, part.getSuppressed());
            if (part instanceof CompositeTaskFailedException composite) {
                left.addAll(composite.exceptions());
            }
        }
        return found;
    }

    /** {@code getCause} may be the user's code, whose trouble must not hide the failure (O-146). */
    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }
}

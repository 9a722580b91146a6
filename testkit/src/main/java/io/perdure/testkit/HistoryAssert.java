package io.perdure.testkit;

import io.perdure.orchestrations.HistoryEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Claims about a history. Each throws an {@link AssertionError} that shows the history, and gives the object itself, for
 * chaining. Needs no assertion library; with one, {@link Run#history} is a plain list.
 */
public final class HistoryAssert {
    private final String whose;
    private final List<HistoryEvent> history;

    private HistoryAssert(String whose, List<HistoryEvent> history) {
        this.whose = whose;
        this.history = history;
    }

    /** The history of the present execution, as it is now. */
    public static HistoryAssert assertHistory(Run run) {
        return new HistoryAssert(run.toString(), run.history());
    }

    /** An activity was called so often, retries included. Names are matched without regard to case. */
    public HistoryAssert scheduled(String activity, int times) {
        return has(
                "calls of activity '%s'".formatted(activity),
                times,
                HistoryEvent.TaskScheduled.class,
                event -> event.name().equalsIgnoreCase(activity));
    }

    /** An orchestrator was called as a child so often, retries included. */
    public HistoryAssert startedChild(String orchestrator, int times) {
        return has(
                "children '%s'".formatted(orchestrator),
                times,
                HistoryEvent.SubOrchestrationInstanceCreated.class,
                event -> event.name().equalsIgnoreCase(orchestrator));
    }

    /** So many timers fired, delays of retries included. */
    public HistoryAssert firedTimers(int times) {
        return has("fired timers", times, HistoryEvent.TimerFired.class, event -> true);
    }

    /** An event of that name came so often, waited for or not. */
    public HistoryAssert received(String event, int times) {
        return has(
                "events '%s'".formatted(event),
                times,
                HistoryEvent.EventRaised.class,
                raised -> raised.name().equalsIgnoreCase(event));
    }

    /** Events of these types come in that order, perhaps with others in between; such as {@code TaskScheduled}. */
    public HistoryAssert inOrder(String... types) {
        int next = 0;
        for (HistoryEvent event : history) {
            if (next < types.length && event.type().equals(types[next])) {
                next++;
            }
        }
        if (next < types.length) {
            throw new AssertionError("History of %s lacks %s as number %d of %s. It has:%n%s"
                    .formatted(whose, types[next], next + 1, List.of(types), lines()));
        }
        return this;
    }

    private <E extends HistoryEvent> HistoryAssert has(String what, int times, Class<E> type, Predicate<E> which) {
        long count = history.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .count();
        if (count != times) {
            throw new AssertionError(
                    "History of %s: %d %s (expected: %d). It has:%n%s".formatted(whose, count, what, times, lines()));
        }
        return this;
    }

    private String lines() {
        return history.stream().map(event -> "  " + event).collect(Collectors.joining(System.lineSeparator()));
    }
}

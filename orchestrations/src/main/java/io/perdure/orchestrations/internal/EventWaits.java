package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent.EventRaised;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * External events and who waits for them: by name in any case, first come, first served on both sides (O-73 … O-75). For the
 * orchestrator's thread.
 */
final class EventWaits {
    private final Map<String, ArrayDeque<Waiter>> waiters = new HashMap<>();
    private final Map<String, ArrayDeque<Buffered>> buffered = new HashMap<>();
    private long arrived;
    private AwaitedEvents awaited = AwaitedEvents.NONE;

    private record Buffered(long number, EventRaised event) {}

    /**
     * Who waits for one event.
     *
     * @param number tells it from others
     */
    record Waiter(int number, String name, Consumer<EventRaised> taker) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Waiter waiter && waiter.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** What is waited for at the moment. */
    AwaitedEvents awaited() {
        return awaited;
    }

    /** Gives the event to who has waited longest for its name, or keeps it. */
    void raise(EventRaised event) {
        String name = key(event.name());
        var waiting = waiters.get(name);
        Waiter first = waiting == null ? null : waiting.poll();
        if (first != null) {
            awaited = awaited.without(first.number());
            first.taker().accept(event);
        } else {
            buffered.computeIfAbsent(name, n -> new ArrayDeque<>()).add(new Buffered(arrived++, event));
        }
    }

    /** The oldest event of that name that nobody has taken; null when there is none. */
    @Nullable
    EventRaised take(String name) {
        var events = buffered.get(key(name));
        Buffered oldest = events == null ? null : events.poll();
        return oldest == null ? null : oldest.event();
    }

    void await(Waiter waiter, Instant since) {
        waiters.computeIfAbsent(key(waiter.name()), n -> new ArrayDeque<>()).add(waiter);
        awaited = awaited.with(waiter.number(), new AwaitedEvents.Awaited(waiter.name(), since, -1));
    }

    /** A timer ends that wait. */
    void endsWith(Waiter waiter, int timer) {
        var wait = awaited.byNumber().get(waiter.number());
        if (wait != null) {
            awaited = awaited.with(waiter.number(), new AwaitedEvents.Awaited(wait.name(), wait.since(), timer));
        }
    }

    void giveUp(Waiter waiter) {
        var waiting = waiters.get(key(waiter.name()));
        if (waiting != null && waiting.remove(waiter)) {
            awaited = awaited.without(waiter.number());
        }
    }

    /** What nobody has taken, in order of arrival (O-92). */
    List<EventRaised> untaken() {
        return buffered.values().stream()
                .flatMap(ArrayDeque::stream)
                .sorted(Comparator.comparingLong(Buffered::number))
                .map(Buffered::event)
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

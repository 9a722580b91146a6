package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent.EventRaised;
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
    private final Map<String, ArrayDeque<Consumer<EventRaised>>> waiters = new HashMap<>();
    private final Map<String, ArrayDeque<Buffered>> buffered = new HashMap<>();
    private long arrived;

    private record Buffered(long number, EventRaised event) {}

    /** Gives the event to who has waited longest for its name, or keeps it. */
    void raise(EventRaised event) {
        String name = key(event.name());
        var waiting = waiters.get(name);
        Consumer<EventRaised> first = waiting == null ? null : waiting.poll();
        if (first != null) {
            first.accept(event);
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

    void await(String name, Consumer<EventRaised> waiter) {
        waiters.computeIfAbsent(key(name), n -> new ArrayDeque<>()).add(waiter);
    }

    void giveUp(String name, Consumer<EventRaised> waiter) {
        var waiting = waiters.get(key(name));
        if (waiting != null) {
            waiting.remove(waiter);
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

package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The signals that an entity keeps for later, soonest first; of those due at the same time the first to come is the
 * first to go. Immutable; persistent in memory, so that thousands of reminders in one entity cost a step their logarithm;
 * a plain list when stored.
 */
public final class Schedule {

    public static final Schedule NONE = new Schedule(TreePMap.empty(), 0);

    private record Slot(long dueAt, long arrival) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byTime = Long.compare(dueAt, other.dueAt);
            return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
        }
    }

    private final TreePMap<Slot, ScheduledSignal> signals;
    private final long arrivals;

    private Schedule(TreePMap<Slot, ScheduledSignal> signals, long arrivals) {
        this.signals = signals;
        this.arrivals = arrivals;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Schedule of(List<ScheduledSignal> signals) {
        return NONE.plus(signals);
    }

    @JsonValue
    public List<ScheduledSignal> list() {
        return List.copyOf(signals.values());
    }

    boolean isEmpty() {
        return signals.isEmpty();
    }

    int size() {
        return signals.size();
    }

    @Nullable
    Instant soonest() {
        return signals.isEmpty()
                ? null
                : Instant.ofEpochMilli(signals.firstKey().dueAt());
    }

    /** At most {@code limit} signals whose time has come, in order. They are a prefix: see {@link #withoutFirst}. */
    List<ScheduledSignal> due(Instant now, int limit) {
        return signals.headMap(new Slot(now.toEpochMilli(), Long.MAX_VALUE), true).values().stream()
                .limit(limit)
                .toList();
    }

    Schedule withoutFirst(int count) {
        var left = signals;
        for (int i = 0; i < count; i++) {
            left = left.minusFirstEntry();
        }
        return count == 0 ? this : new Schedule(left, arrivals);
    }

    Schedule plus(Collection<ScheduledSignal> more) {
        var all = signals;
        long next = arrivals;
        for (ScheduledSignal signal : more) {
            all = all.plus(new Slot(signal.dueAt(), next++), signal);
        }
        return more.isEmpty() ? this : new Schedule(all, next);
    }

    /** By content and order: how often something came and went before does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule schedule && list().equals(schedule.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}

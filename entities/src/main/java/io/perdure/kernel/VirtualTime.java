package io.perdure.kernel;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * A clock that stands still until it is moved, and what is due on it. Only its owner's thread may set alarms and move it;
 * any may read it.
 */
final class VirtualTime {

    /** Something that is to be done at a time. */
    static final class Alarm {
        private final long at;
        private final long order;
        private final Runnable action;

        private Alarm(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }
    }

    private static final Duration AGES = Duration.ofDays(365_000);

    /** Soonest first; those of the same time in the order in which they were set. */
    private final TreeSet<Alarm> alarms =
            new TreeSet<>(Comparator.<Alarm>comparingLong(alarm -> alarm.at).thenComparingLong(alarm -> alarm.order));

    private volatile long now;
    private long order;

    VirtualTime(long beginning) {
        now = beginning;
    }

    /** Epoch milliseconds. */
    long now() {
        return now;
    }

    /** Sets an alarm; one for a time that has passed is due at once. */
    Alarm set(long at, Runnable action) {
        var alarm = new Alarm(Math.max(at, now), order++, action);
        alarms.add(alarm);
        return alarm;
    }

    /** The time after a while; the end of time when that is beyond it. */
    long in(Duration pause) {
        return pause.compareTo(AGES) >= 0 ? Long.MAX_VALUE : now + Math.max(0, pause.toMillis());
    }

    /** Milliseconds that are left until a time; at least 0, and never so many that one could not add to them. */
    long until(long end) {
        return Math.min(Math.max(0, end - now), AGES.toMillis());
    }

    void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** When the next alarm is due; {@link Long#MAX_VALUE} for never. */
    long next() {
        return alarms.isEmpty() ? Long.MAX_VALUE : alarms.first().at;
    }

    /** Moves on to the next alarm and does what it is for. There must be one. */
    void ring() {
        var alarm = alarms.pollFirst();
        if (alarm == null) {
            throw new IllegalStateException("No alarm is set.");
        }
        moveTo(alarm.at);
        alarm.action.run();
    }

    /** Never back. Alarms on the way are due then, and have not rung. */
    void moveTo(long time) {
        if (time > now) {
            now = time;
        }
    }
}

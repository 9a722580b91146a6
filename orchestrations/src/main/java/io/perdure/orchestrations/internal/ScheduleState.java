package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.perdure.orchestrations.ScheduleStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is durable about one schedule. Times are epoch milliseconds, 0 for none.
 *
 * @param spec null when nobody has announced it, or nobody knows it any more
 * @param anchor since when it ticks as it does
 * @param counted up to when ticks have been run, or left out
 * @param last tick that was run
 * @param next when there is something to do
 * @param unknownSince when the node of the schedule did not know it for the first time since one did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ScheduleState(@Nullable ScheduleSpec spec, long anchor, long counted, long last, long next, long unknownSince) {

    static final ScheduleState NONE = new ScheduleState(null, 0, 0, 0, 0, 0);

    /** A node that registers the schedule has started. Other times begin from now; what had been missed is forgotten. */
    ScheduleState announced(ScheduleSpec announced, Instant now) {
        if (spec != null && spec.ticksAs(announced)) {
            return new ScheduleState(announced, anchor, counted, last, next, 0);
        }
        long millis = now.toEpochMilli();
        return new ScheduleState(announced, millis, millis, last, 0, 0).awaitingNext(now);
    }

    /** All ticks until now are settled. */
    ScheduleState settled(Instant now, long lastRun) {
        return new ScheduleState(spec, anchor, now.toEpochMilli(), lastRun, 0, 0).awaitingNext(now);
    }

    /** Some have been run; the others are due already. */
    ScheduleState partlySettled(Instant lastRun) {
        long run = lastRun.toEpochMilli();
        return new ScheduleState(spec, anchor, run, run, run, 0);
    }

    /** Nothing is run, nothing counted as run: if the schedule becomes known again, that was missed. */
    ScheduleState unknown(Instant now, Duration forgetAfter) {
        long millis = now.toEpochMilli();
        long since = unknownSince == 0 ? millis : unknownSince;
        return millis - since >= forgetAfter.toMillis() && since != millis
                ? NONE
                : new ScheduleState(spec, anchor, counted, last, 0, since).awaitingNext(now);
    }

    private ScheduleState awaitingNext(Instant now) {
        long tick = ticks().next(now).map(Instant::toEpochMilli).orElse(0L);
        return new ScheduleState(spec, anchor, counted, last, tick, unknownSince);
    }

    boolean isDue(Instant now) {
        return spec != null && next != 0 && next <= now.toEpochMilli();
    }

    Ticks ticks() {
        if (spec == null) {
            throw new IllegalStateException("A schedule without times.");
        }
        return spec.ticks(Instant.ofEpochMilli(anchor));
    }

    @Nullable
    Instant wakeAt() {
        return time(next);
    }

    @Nullable
    ScheduleStatus status(String name) {
        return spec == null
                ? null
                : new ScheduleStatus(name, spec.expression(), spec.zone(), spec.target(), time(last), time(next));
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}

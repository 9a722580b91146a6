package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the ticks that have come due are to be run.
 *
 * @param run in order
 * @param more whether there are others, for the next step
 */
record DueTicks(List<Instant> run, boolean more) {
    /** So many starts fit into one journal row without being a burden. */
    static final int AT_ONCE = 100;

    /** @param lateAfter later than this, a tick counts as missed */
    static DueTicks of(Ticks ticks, Schedule.OnMiss onMiss, Instant counted, Instant now, Duration lateAfter) {
        if (onMiss == Schedule.OnMiss.RUN_ALL) {
            return from(ticks, counted, now);
        }
        Instant late = now.minus(lateAfter);
        boolean anyMissed = counted.isBefore(late);
        DueTicks onTime = from(ticks, anyMissed ? late.minusMillis(1) : counted, now);
        if (onMiss == Schedule.OnMiss.SKIP || !anyMissed || !onTime.run().isEmpty()) {
            return onTime;
        }
        Optional<Instant> missed = ticks.last(counted, late);
        return new DueTicks(missed.stream().toList(), false);
    }

    private static DueTicks from(Ticks ticks, Instant after, Instant now) {
        List<Instant> run = new ArrayList<>();
        Optional<Instant> next = ticks.next(after);
        while (next.isPresent() && !next.get().isAfter(now)) {
            if (run.size() == AT_ONCE) {
                return new DueTicks(run, true);
            }
            run.add(next.get());
            next = ticks.next(next.get());
        }
        return new DueTicks(run, false);
    }
}

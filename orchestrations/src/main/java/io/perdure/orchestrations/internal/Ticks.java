package io.perdure.orchestrations.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The times of a schedule. */
interface Ticks {

    /** The first after that time; empty when there is none any more. */
    Optional<Instant> next(Instant after);

    /** The last before {@code end} that is after {@code begin}; looks back as far as it must, not through all of them. */
    default Optional<Instant> last(Instant begin, Instant end) {
        for (Duration window = Duration.ofMinutes(1); ; window = window.multipliedBy(2)) {
            Instant from = end.minus(window);
            boolean all = !from.isAfter(begin);
            Optional<Instant> tick = next(all ? begin : from).filter(end::isAfter);
            if (tick.isPresent() || all) {
                return tick.map(first -> lastFrom(first, end));
            }
        }
    }

    private Instant lastFrom(Instant first, Instant end) {
        Instant last = first;
        for (var next = next(last).filter(end::isAfter);
                next.isPresent();
                next = next(last).filter(end::isAfter)) {
            last = next.get();
        }
        return last;
    }

    /** Every so often, counted from a time that is none itself. */
    record AtInterval(Instant anchor, Duration interval) implements Ticks {
        @Override
        public Optional<Instant> next(Instant after) {
            long millis = interval.toMillis();
            long passed = Math.max(0, Duration.between(anchor, after).toMillis());
            return Optional.of(anchor.plusMillis((passed / millis + 1) * millis));
        }
    }
}

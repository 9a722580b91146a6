package io.perdure.kernel.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the tables hold them: microseconds since 1970, cut off below; beyond the range of a long, its ends. */
final class Micros {
    private static final Instant MAX = fromDatabase(Long.MAX_VALUE);
    private static final Instant MIN = fromDatabase(Long.MIN_VALUE);

    private Micros() {}

    static long of(Instant time) {
        if (!time.isBefore(MAX)) {
            return Long.MAX_VALUE;
        }
        // Not ChronoUnit.MICROS.between: on Java 17 it counts nanoseconds first, which overflow beyond 292 years.
        return time.isAfter(MIN) ? time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000 : Long.MIN_VALUE;
    }

    static @Nullable Long ofNullable(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    static Instant fromDatabase(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

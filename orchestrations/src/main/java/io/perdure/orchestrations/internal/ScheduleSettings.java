package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import java.time.Duration;

/** How schedules are kept; documented in {@code reference.conf}. */
public record ScheduleSettings(Duration lateAfter, Duration forgetAfter) {

    /** Reads the {@code perdure} section. */
    public static ScheduleSettings of(Config perdure) {
        return new ScheduleSettings(duration(perdure, "late-after"), duration(perdure, "forget-after"));
    }

    private static Duration duration(Config perdure, String key) {
        Duration value = perdure.getDuration("schedules." + key);
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(
                    "perdure.schedules.%s: %s (expected: 1 second to 365 days).".formatted(key, value));
        }
        return value;
    }
}

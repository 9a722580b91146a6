package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** How schedules are kept; documented in {@code reference.conf}. */
public record ScheduleSettings(Duration lateAfter, Duration forgetAfter) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(365);

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static ScheduleSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        ScheduleSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static ScheduleSettings read(SettingsReader perdure) {
        var schedules = perdure.section("schedules");
        return new ScheduleSettings(
                schedules.duration("late-after", LEAST, MOST), schedules.duration("forget-after", LEAST, MOST));
    }
}

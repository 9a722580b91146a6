package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code perdure.retention}; every key is documented in {@code reference.conf}.
 *
 * @param ages how long instances of a status stay after their end; those of others stay for ever
 * @param interval between the end of one look and the next
 * @param batch instances that are taken from the index at once
 */
public record RetentionSettings(Map<RuntimeStatus, Duration> ages, Duration interval, int batch) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    /** A hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public RetentionSettings {
        ages = Map.copyOf(ages);
    }

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static RetentionSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        RetentionSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static RetentionSettings read(SettingsReader perdure) {
        var retention = perdure.section("retention");
        Map<RuntimeStatus, Duration> ages = new EnumMap<>(RuntimeStatus.class);
        for (RuntimeStatus status :
                new RuntimeStatus[] {RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated}) {
            Duration age = retention.durationOrOff(status.name().toLowerCase(Locale.ROOT), LEAST, LONGEST);
            if (!age.isZero()) {
                ages.put(status, age);
            }
        }
        return new RetentionSettings(
                ages, retention.duration("interval", LEAST), retention.number("batch", 1, Integer.MAX_VALUE));
    }

    /** Whether every instance stays for ever. */
    public boolean isOff() {
        return ages.isEmpty();
    }
}

package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.perdure.orchestrations.RuntimeStatus;
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

    public RetentionSettings {
        ages = Map.copyOf(ages);
        OrchestrationClientSettings.atLeastOne("perdure.retention.batch", batch);
    }

    /** Reads the {@code perdure} section. */
    public static RetentionSettings of(Config perdure) {
        Config retention = perdure.getConfig("retention");
        Map<RuntimeStatus, Duration> ages = new EnumMap<>(RuntimeStatus.class);
        for (RuntimeStatus status :
                new RuntimeStatus[] {RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated}) {
            String key = status.name().toLowerCase(Locale.ROOT);
            if (!"off".equals(retention.getAnyRef(key))) {
                ages.put(status, duration(retention, key, "off, or a duration"));
            }
        }
        return new RetentionSettings(ages, duration(retention, "interval", "a duration"), retention.getInt("batch"));
    }

    private static Duration duration(Config retention, String key, String expected) {
        Duration value;
        try {
            value = retention.getDuration(key);
        } catch (ConfigException.BadValue | ConfigException.WrongType e) {
            value = Duration.ZERO;
        }
        if (value.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "perdure.retention.%s: %s (expected: %s such as \"30 days\", at least 1 second)."
                            .formatted(key, retention.getAnyRef(key), expected));
        }
        return value;
    }

    /** Whether every instance stays for ever. */
    public boolean isOff() {
        return ages.isEmpty();
    }
}

package io.perdure;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** How a start and a stop go; the keys are explained in {@code reference.conf}. */
record RuntimeSettings(Duration joinTimeout, Duration closeTimeout) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    static RuntimeSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        RuntimeSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    static RuntimeSettings read(SettingsReader perdure) {
        return new RuntimeSettings(
                perdure.duration("join-timeout", Duration.ofMillis(1), LONGEST),
                perdure.duration("close-timeout", Duration.ZERO, LONGEST));
    }
}

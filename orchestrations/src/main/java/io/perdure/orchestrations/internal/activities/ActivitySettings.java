package io.perdure.orchestrations.internal.activities;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/**
 * How activities run; every key is explained in {@code reference.conf}.
 *
 * @param maxConcurrent activities that run at the same time on this node
 * @param maxPayloadBytes of a result, as UTF-8
 * @param reportInterval how often other nodes are told of free places
 * @param askAgain silence of another node after which it is asked about a call
 * @param findWithin how long a node that has the activity is waited for
 */
public record ActivitySettings(
        int maxConcurrent, int maxPayloadBytes, Duration reportInterval, Duration askAgain, Duration findWithin) {

    private static final int PLACES_PER_PROCESSOR = 10;
    private static final int LEAST_PLACES = 20;
    private static final int MOST_PLACES = 100_000;

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static ActivitySettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        ActivitySettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static ActivitySettings read(SettingsReader perdure) {
        var activities = perdure.section("activities");
        int automatic = Math.max(
                LEAST_PLACES, PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        return new ActivitySettings(
                activities.numberOrAuto("max-concurrent", 1, MOST_PLACES, automatic),
                SharedSettings.maxPayload(perdure),
                activities.duration("cluster.report-interval", Duration.ofMillis(10)),
                activities.duration("cluster.ask-again", Duration.ofMillis(100)),
                activities.duration("cluster.find-within", Duration.ZERO));
    }
}

package io.perdure.orchestrations.internal.activities;

import com.typesafe.config.Config;
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

    public ActivitySettings {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException(
                    "perdure.activities.max-concurrent: %d (expected: auto, or 1 or more).".formatted(maxConcurrent));
        }
        atLeast(Duration.ofMillis(10), "report-interval", reportInterval);
        atLeast(Duration.ofMillis(100), "ask-again", askAgain);
        atLeast(Duration.ZERO, "find-within", findWithin);
    }

    /** Reads the {@code perdure} section. */
    public static ActivitySettings of(Config perdure) {
        Config activities = perdure.getConfig("activities");
        return new ActivitySettings(
                activities.getString("max-concurrent").equals("auto")
                        ? Math.max(
                                LEAST_PLACES,
                                PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors())
                        : activities.getInt("max-concurrent"),
                (int) Math.min(Integer.MAX_VALUE, perdure.getBytes("payload.max-size")),
                activities.getDuration("cluster.report-interval"),
                activities.getDuration("cluster.ask-again"),
                activities.getDuration("cluster.find-within"));
    }

    private static void atLeast(Duration least, String key, Duration value) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("perdure.activities.cluster.%s: %d ms (expected: %d ms or more)."
                    .formatted(key, value.toMillis(), least.toMillis()));
        }
    }
}

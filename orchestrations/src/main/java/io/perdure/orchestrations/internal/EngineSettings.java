package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How orchestrations run on this node; documented in {@code reference.conf}.
 *
 * @param maxPayloadBytes {@code perdure.payload.max-size}
 * @param failStuckAfter zero for never
 */
public record EngineSettings(
        int maxActions,
        int maxCustomStatusBytes,
        String defaultVersion,
        Versions versions,
        Duration versionRetry,
        int maxLive,
        int maxConcurrent,
        StartLimit startLimit,
        Duration stuckAfter,
        Duration failStuckAfter,
        long httpPollMillis,
        int maxPayloadBytes) {

    /** Reads the {@code perdure} section. */
    public static EngineSettings of(Config perdure) {
        Config own = perdure.getConfig("orchestrations");
        return new EngineSettings(
                atLeastOne(own, "max-actions"),
                (int) own.getBytes("max-custom-status").longValue(),
                own.getString("default-version"),
                Versions.of(own),
                own.getDuration("version.retry-after"),
                maxLive(own),
                maxConcurrent(own),
                StartLimit.of(perdure),
                own.getDuration("stuck-after"),
                own.getDuration("fail-stuck-after"),
                own.getDuration("http-poll-interval").toMillis(),
                (int) perdure.getBytes("payload.max-size").longValue());
    }

    private static int atLeastOne(Config own, String key) {
        int value = own.getInt(key);
        if (value < 1) {
            throw new IllegalArgumentException(
                    "perdure.orchestrations.%s: %d (expected: 1 or more).".formatted(key, value));
        }
        return value;
    }

    private static int maxLive(Config own) {
        boolean byThreads = own.getString("max-live").equals("auto");
        return !byThreads ? atLeastOne(own, "max-live") : Threads.areVirtual() ? 100_000 : 2_000;
    }

    private static int maxConcurrent(Config own) {
        boolean byProcessors = own.getString("max-concurrent").equals("auto");
        return byProcessors
                ? Math.max(20, 10 * Runtime.getRuntime().availableProcessors())
                : atLeastOne(own, "max-concurrent");
    }
}

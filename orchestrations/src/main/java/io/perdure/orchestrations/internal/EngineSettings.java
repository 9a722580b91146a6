package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;
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

    private static final int MOST_THREADS = 10_000_000;
    private static final Duration MOMENT = Duration.ofMillis(1);

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static EngineSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        EngineSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static EngineSettings read(SettingsReader perdure) {
        var own = perdure.section("orchestrations");
        return new EngineSettings(
                own.number("max-actions", 1, Integer.MAX_VALUE),
                own.arraySize("max-custom-status", 0),
                own.text("default-version"),
                Versions.read(own.section("version")),
                own.duration("version.retry-after", MOMENT),
                own.numberOrAuto("max-live", 1, MOST_THREADS, Threads.areVirtual() ? 100_000 : 2_000),
                own.numberOrAuto("max-concurrent", 1, MOST_THREADS, byProcessors()),
                StartLimit.read(perdure),
                own.duration("stuck-after", MOMENT),
                own.duration("fail-stuck-after", Duration.ZERO),
                own.duration("http-poll-interval", MOMENT).toMillis(),
                SharedSettings.maxPayload(perdure));
    }

    private static int byProcessors() {
        return Math.max(20, 10 * Runtime.getRuntime().availableProcessors());
    }
}

package io.perdure.entities.internal;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/**
 * How entities run; every key is documented in {@code reference.conf}.
 *
 * @param maxBatch operations that one step runs at most (E-62)
 * @param rollback whether an operation that fails leaves no trace (E-60, E-64)
 * @param history whether the journal names the operations of each step
 * @param maxPayloadBytes of a result and of an outgoing input, as UTF-8
 * @param maxStateBytes of a state, as UTF-8
 * @param maxWaiting what may wait for an entity that an orchestration holds
 * @param unreadableRetry pause before a scheduled signal is tried again on a state that the code cannot read
 */
public record EntitySettings(
        int maxBatch,
        boolean rollback,
        boolean history,
        int maxPayloadBytes,
        int maxStateBytes,
        int maxWaiting,
        Duration unreadableRetry) {

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static EntitySettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        EntitySettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static EntitySettings read(SettingsReader perdure) {
        var entities = perdure.section("entities");
        return new EntitySettings(
                SharedSettings.maxBatch(perdure),
                entities.flag("rollback-on-failure"),
                SharedSettings.historySteps(perdure) > 0
                        && !SharedSettings.historyFor(perdure).isZero(),
                SharedSettings.maxPayload(perdure),
                entities.arraySize("max-state-size", 1),
                entities.number("max-waiting", 1, Integer.MAX_VALUE),
                entities.duration("unreadable-retry", Duration.ofSeconds(1)));
    }
}

package io.perdure.entities.internal;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;

/**
 * How the client works; every key is documented in {@code reference.conf}.
 *
 * @param maxPayloadBytes of an input, as UTF-8; checked before anything is sent
 * @param listReads entities of one list page that are read at the same time
 */
public record EntityClientSettings(int maxPayloadBytes, int listReads) {
    private static final int MOST_READS = 10_000;

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static EntityClientSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        EntityClientSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static EntityClientSettings read(SettingsReader perdure) {
        return new EntityClientSettings(
                SharedSettings.maxPayload(perdure), perdure.number("entities.list-reads", 1, MOST_READS));
    }
}

package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;

/**
 * How the client works; every key is documented in {@code reference.conf}.
 *
 * @param maxPayloadBytes of an input, an event or an output, as UTF-8; checked before anything is sent
 * @param listReads instances of one list page that are read at the same time
 * @param purgeBatch instances that are taken from the index at once
 * @param purgesAtOnce instances that are erased at the same time
 */
public record OrchestrationClientSettings(int maxPayloadBytes, int listReads, int purgeBatch, int purgesAtOnce) {

    private static final int MOST_READS = 10_000;

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static OrchestrationClientSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        OrchestrationClientSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    public static OrchestrationClientSettings read(SettingsReader perdure) {
        var own = perdure.section("orchestrations");
        return new OrchestrationClientSettings(
                SharedSettings.maxPayload(perdure),
                own.number("list-reads", 1, MOST_READS),
                own.number("purge.batch", 1, Integer.MAX_VALUE),
                own.number("purge.at-once", 1, MOST_READS));
    }
}

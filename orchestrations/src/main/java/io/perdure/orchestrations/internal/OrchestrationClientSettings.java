package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.entities.internal.EntityClientSettings;

/**
 * How the client works; every key is documented in {@code reference.conf}.
 *
 * @param maxPayloadBytes of an input, an event or an output, as UTF-8; checked before anything is sent
 * @param listReads instances of one list page that are read at the same time
 * @param purgeBatch instances that are taken from the index at once
 * @param purgesAtOnce instances that are erased at the same time
 */
public record OrchestrationClientSettings(int maxPayloadBytes, int listReads, int purgeBatch, int purgesAtOnce) {

    public OrchestrationClientSettings {
        atLeastOne("perdure.payload.max-size", maxPayloadBytes);
        atLeastOne("perdure.orchestrations.list-reads", listReads);
        atLeastOne("perdure.orchestrations.purge.batch", purgeBatch);
        atLeastOne("perdure.orchestrations.purge.at-once", purgesAtOnce);
    }

    /** Reads the {@code perdure} section. */
    public static OrchestrationClientSettings of(Config perdure) {
        return new OrchestrationClientSettings(
                EntityClientSettings.of(perdure).maxPayloadBytes(),
                perdure.getInt("orchestrations.list-reads"),
                perdure.getInt("orchestrations.purge.batch"),
                perdure.getInt("orchestrations.purge.at-once"));
    }

    static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more).".formatted(key, value));
        }
    }
}

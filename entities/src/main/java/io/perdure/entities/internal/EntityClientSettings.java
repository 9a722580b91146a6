package io.perdure.entities.internal;

import com.typesafe.config.Config;

/**
 * How the client works; every key is documented in {@code reference.conf}.
 *
 * @param maxPayloadBytes of an input, as UTF-8; checked before anything is sent
 * @param listReads entities of one list page that are read at the same time
 */
public record EntityClientSettings(int maxPayloadBytes, int listReads) {

    public EntityClientSettings {
        EntitySettings.atLeastOne("perdure.payload.max-size", maxPayloadBytes);
        EntitySettings.atLeastOne("perdure.entities.list-reads", listReads);
    }

    /** Reads the {@code perdure} section. */
    public static EntityClientSettings of(Config perdure) {
        return new EntityClientSettings(
                EntitySettings.bytes(perdure, "payload.max-size"), perdure.getInt("entities.list-reads"));
    }
}

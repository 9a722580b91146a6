package io.perdure.entities.internal;

import com.typesafe.config.Config;
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

    public EntitySettings {
        atLeastOne("perdure.kernel.max-batch", maxBatch);
        atLeastOne("perdure.payload.max-size", maxPayloadBytes);
        atLeastOne("perdure.entities.max-state-size", maxStateBytes);
        atLeastOne("perdure.entities.max-waiting", maxWaiting);
        if (unreadableRetry.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "perdure.entities.unreadable-retry: %s (expected: 1 second or more).".formatted(unreadableRetry));
        }
    }

    /** Reads the {@code perdure} section. */
    public static EntitySettings of(Config perdure) {
        Config entities = perdure.getConfig("entities");
        Config history = entities.getConfig("history");
        return new EntitySettings(
                perdure.getInt("kernel.max-batch"),
                entities.getBoolean("rollback-on-failure"),
                history.getInt("max-steps") > 0
                        && !history.getDuration("keep-for").isZero(),
                bytes(perdure, "payload.max-size"),
                bytes(entities, "max-state-size"),
                entities.getInt("max-waiting"),
                entities.getDuration("unreadable-retry"));
    }

    static int bytes(Config section, String key) {
        long bytes = section.getBytes(key);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s: %d bytes (expected: less than 2 GiB).".formatted(key, bytes));
        }
        return (int) bytes;
    }

    static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more).".formatted(key, value));
        }
    }
}

package io.perdure.entities;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an entity starts an orchestration.
 *
 * @param instanceId the id to use; null for a random one
 * @param version of the orchestrator; null for the default
 * @param startAt not before this; null for at once
 */
public record StartOptions(
        @Nullable String instanceId,
        @Nullable String version,
        @Nullable Instant startAt) {
    public static final StartOptions DEFAULT = new StartOptions(null, null, null);

    public StartOptions withInstanceId(String id) {
        return new StartOptions(id, version, startAt);
    }

    public StartOptions withVersion(String newVersion) {
        return new StartOptions(instanceId, newVersion, startAt);
    }

    public StartOptions startingAt(Instant time) {
        return new StartOptions(instanceId, version, time);
    }
}

package io.perdure.orchestrations.internal.activities;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity that runs on this node, for who looks at it.
 *
 * @param began when this attempt got its place
 * @param heartbeat the details of its last heartbeat, JSON text; null when there was none, or one without details
 */
public record UnderWay(
        String instanceId,
        String name,
        String taskId,
        Instant began,
        @Nullable String heartbeat) {}

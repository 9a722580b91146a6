package io.perdure.orchestrations;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task is run. Immutable.
 *
 * @param retry null for no policy (O §6)
 * @param handler asked before each retry, in the orchestrator; null for none. Alone it sets neither limit nor delay (O-49)
 * @param timeout how long one attempt of an activity may run before it is cancelled and fails; null for ever
 * @param heartbeatTimeout how long an activity may be silent before it is given up; null for ever
 * @param tags of the activity or child; a child inherits those of its parent, and its own win (O-61)
 * @param version of a child; null for the default
 * @param instanceId of a child; null for a deterministic UUID (O-54). Not for activities
 */
public record TaskOptions(
        @Nullable RetryPolicy retry,
        @Nullable RetryHandler handler,
        @Nullable Duration timeout,
        @Nullable Duration heartbeatTimeout,
        Map<String, String> tags,
        @Nullable String version,
        @Nullable String instanceId) {

    public static final TaskOptions DEFAULT = new TaskOptions(null, null, null, null, Map.of(), null, null);

    public TaskOptions {
        check("Timeout", timeout);
        check("Heartbeat timeout", heartbeatTimeout);
        tags = Map.copyOf(tags);
    }

    private static void check(String what, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException("%s: %s (expected: a positive duration).".formatted(what, value));
        }
    }

    public static TaskOptions retry(RetryPolicy policy) {
        return DEFAULT.withRetry(policy);
    }

    public static TaskOptions retry(RetryHandler handler) {
        return DEFAULT.withRetry(handler);
    }

    public static TaskOptions timeout(Duration timeout) {
        return DEFAULT.withTimeout(timeout);
    }

    /** For a child. */
    public static TaskOptions instanceId(String id) {
        return DEFAULT.withInstanceId(id);
    }

    public TaskOptions withRetry(RetryPolicy policy) {
        return new TaskOptions(policy, handler, timeout, heartbeatTimeout, tags, version, instanceId);
    }

    public TaskOptions withRetry(RetryHandler newHandler) {
        return new TaskOptions(retry, newHandler, timeout, heartbeatTimeout, tags, version, instanceId);
    }

    public TaskOptions withTimeout(Duration newTimeout) {
        return new TaskOptions(retry, handler, newTimeout, heartbeatTimeout, tags, version, instanceId);
    }

    public TaskOptions withHeartbeatTimeout(Duration newTimeout) {
        return new TaskOptions(retry, handler, timeout, newTimeout, tags, version, instanceId);
    }

    public TaskOptions withTags(Map<String, String> newTags) {
        return new TaskOptions(retry, handler, timeout, heartbeatTimeout, newTags, version, instanceId);
    }

    public TaskOptions withVersion(String newVersion) {
        return new TaskOptions(retry, handler, timeout, heartbeatTimeout, tags, newVersion, instanceId);
    }

    public TaskOptions withInstanceId(String id) {
        return new TaskOptions(retry, handler, timeout, heartbeatTimeout, tags, version, id);
    }
}

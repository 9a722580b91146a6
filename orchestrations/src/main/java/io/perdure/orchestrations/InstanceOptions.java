package io.perdure.orchestrations;

import io.perdure.entities.RequestOptions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client starts an instance. Immutable.
 *
 * @param instanceId null for a random UUID, or for one made from the request id if there is that
 * @param startAt not before this, {@code Pending} until then; null for at once
 * @param version null for {@code perdure.orchestrations.default-version}
 * @param tags unchangeable, readable in the context and in queries
 * @param notReplaced the statuses of an instance with that id that must not be replaced (O-133); by default all that are not
 *     terminal (O-132). A live one that may be replaced is terminated first
 * @param requestId makes a retry harmless; null for none. With an instance id a second start with the same request id gets
 *     the first one's answer, for as long as the instance remembers it (see {@link RequestOptions}) and is not purged. Without
 *     one the instance id is made from the orchestrator's name and the request id, and nothing is replaced: a second start
 *     finds the instance of the first, running or ended, until that is purged. 1 to 200 characters
 */
public record InstanceOptions(
        @Nullable String instanceId,
        @Nullable Instant startAt,
        @Nullable String version,
        Map<String, String> tags,
        Set<RuntimeStatus> notReplaced,
        @Nullable String requestId) {

    private static final Set<RuntimeStatus> LIVE =
            Set.of(RuntimeStatus.Pending, RuntimeStatus.Running, RuntimeStatus.Suspended, RuntimeStatus.ContinuedAsNew);

    public static final InstanceOptions DEFAULT = new InstanceOptions(null, null, null, Map.of(), LIVE, null);

    /**
     * @throws IllegalArgumentException when live instances may be replaced, but terminated ones may not (O-133); when the
     *     request id is blank or too long
     */
    public InstanceOptions {
        tags = Map.copyOf(tags);
        notReplaced = Set.copyOf(notReplaced);
        if (notReplaced.contains(RuntimeStatus.Terminated) && !notReplaced.containsAll(LIVE)) {
            throw new IllegalArgumentException(
                    "Statuses not replaced: %s (expected: without Terminated, since a live instance is terminated to be replaced)."
                            .formatted(EnumSet.copyOf(notReplaced)));
        }
        if (requestId != null) {
            RequestOptions.DEFAULT.withRequestId(requestId); // the rules are there
        }
    }

    public static InstanceOptions id(String instanceId) {
        return DEFAULT.withInstanceId(instanceId);
    }

    public InstanceOptions withInstanceId(String id) {
        return new InstanceOptions(id, startAt, version, tags, notReplaced, requestId);
    }

    public InstanceOptions startingAt(Instant time) {
        return new InstanceOptions(instanceId, time, version, tags, notReplaced, requestId);
    }

    public InstanceOptions withVersion(String newVersion) {
        return new InstanceOptions(instanceId, startAt, newVersion, tags, notReplaced, requestId);
    }

    public InstanceOptions withTags(Map<String, String> newTags) {
        return new InstanceOptions(instanceId, startAt, version, newTags, notReplaced, requestId);
    }

    public InstanceOptions notReplacing(Set<RuntimeStatus> statuses) {
        return new InstanceOptions(instanceId, startAt, version, tags, statuses, requestId);
    }

    public InstanceOptions withRequestId(String newRequestId) {
        return new InstanceOptions(instanceId, startAt, version, tags, notReplaced, newRequestId);
    }

    /** Also a live instance is replaced. */
    public InstanceOptions replacingAny() {
        return notReplacing(Set.of());
    }
}

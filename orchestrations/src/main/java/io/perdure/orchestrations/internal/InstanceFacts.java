package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link OrchestrationMessages#READ_STATUS} and the two that wait. The answer about an instance that does not
 * exist has no result. Times are kept to the millisecond.
 *
 * @param createdAt when the id was started last; kept by continue-as-new, rewind and restart of the node
 * @param parent null for none
 * @param fetched whether what follows was asked for; without it all of it is null
 * @param input JSON text; null for none
 * @param output JSON text; null for none
 * @param customStatus JSON text; null for none
 * @param failure of a failed instance
 * @param statusVersion 0 when the index was asked, which does not know it
 */
record InstanceFacts(
        String name,
        String instanceId,
        RuntimeStatus runtimeStatus,
        Instant createdAt,
        Instant lastUpdatedAt,
        String executionId,
        String version,
        Map<String, String> tags,
        @Nullable ParentInstance parent,
        boolean fetched,
        @Nullable String input,
        @Nullable String output,
        @Nullable String customStatus,
        @Nullable FailureDetails failure,
        long statusVersion) {

    InstanceFacts {
        version = version == null ? "" : version;
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    /** The same for a question that does not {@link OrchestrationMessages#FETCH}. */
    InstanceFacts withoutPayloads() {
        return new InstanceFacts(
                name,
                instanceId,
                runtimeStatus,
                createdAt,
                lastUpdatedAt,
                executionId,
                version,
                tags,
                parent,
                false,
                null,
                null,
                null,
                null,
                statusVersion);
    }

    String json() {
        return WireJson.write(this);
    }

    static InstanceFacts parse(String json) {
        return WireJson.read(json, InstanceFacts.class);
    }
}

package io.perdure.orchestrations;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of an instance (O-135). */
public interface OrchestrationMetadata {
    String name();

    String instanceId();

    RuntimeStatus status();

    /**
     * Number of the last change of status or custom status, for {@link OrchestrationClient#waitForChange}: rises with each,
     * also when the id is used anew. 0 in a list without inputs and outputs, which comes from the index alone.
     */
    long statusVersion();

    Instant createdAt();

    Instant lastUpdatedAt();

    /** The present execution; changes with continue-as-new and rewind. */
    String executionId();

    String version();

    Map<String, String> tags();

    Optional<ParentInstance> parent();

    /** JSON text; null when there was none. @throws IllegalStateException when inputs and outputs were not fetched */
    @Nullable
    String inputJson();

    /** JSON text; null while it runs, or when there is none. For a terminated one the reason. Throws as above. */
    @Nullable
    String outputJson();

    /** JSON text; null when there is none. Throws as above. */
    @Nullable
    String customStatusJson();

    /** Of a failed instance; empty for others. Of a failed one it throws as above. */
    Optional<FailureDetails> failure();

    <T> @Nullable T input(Class<T> type);

    <T> @Nullable T output(Class<T> type);

    <T> @Nullable T customStatus(Class<T> type);
}

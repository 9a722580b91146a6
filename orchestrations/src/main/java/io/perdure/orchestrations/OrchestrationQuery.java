package io.perdure.orchestrations;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which instances a list shows (O-141). Entities are never among them. Immutable.
 *
 * @param createdFrom inclusive; null for no bound
 * @param createdTo inclusive; null for no bound
 * @param statuses empty for all
 * @param instanceIdPrefix empty for all
 * @param name of the orchestrator, in any case; null for all
 * @param pageSize 1 to 1,000
 * @param token of the page before; null for the first
 * @param fetchInputsAndOutputs whether the metadata has inputs, outputs and custom status
 */
public record OrchestrationQuery(
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo,
        Set<RuntimeStatus> statuses,
        String instanceIdPrefix,
        @Nullable String name,
        int pageSize,
        @Nullable String token,
        boolean fetchInputsAndOutputs) {

    public static final int MAX_PAGE_SIZE = 1_000;

    public static final OrchestrationQuery ALL =
            new OrchestrationQuery(null, null, Set.of(), "", null, 100, null, false);

    public OrchestrationQuery {
        statuses = Set.copyOf(statuses);
        if (instanceIdPrefix.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Instance id prefix: \"%.80s\" (expected: no control characters)."
                    .formatted(instanceIdPrefix.replaceAll("\\p{Cc}", "?")));
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("Page size: %d (expected: 1 to %d).".formatted(pageSize, MAX_PAGE_SIZE));
        }
    }

    public OrchestrationQuery createdFrom(Instant from) {
        return new OrchestrationQuery(
                from, createdTo, statuses, instanceIdPrefix, name, pageSize, token, fetchInputsAndOutputs);
    }

    public OrchestrationQuery createdTo(Instant to) {
        return new OrchestrationQuery(
                createdFrom, to, statuses, instanceIdPrefix, name, pageSize, token, fetchInputsAndOutputs);
    }

    public OrchestrationQuery withStatus(RuntimeStatus... any) {
        return new OrchestrationQuery(
                createdFrom, createdTo, Set.of(any), instanceIdPrefix, name, pageSize, token, fetchInputsAndOutputs);
    }

    public OrchestrationQuery withInstanceIdPrefix(String prefix) {
        return new OrchestrationQuery(
                createdFrom, createdTo, statuses, prefix, name, pageSize, token, fetchInputsAndOutputs);
    }

    public OrchestrationQuery withName(String orchestrator) {
        return new OrchestrationQuery(
                createdFrom,
                createdTo,
                statuses,
                instanceIdPrefix,
                orchestrator,
                pageSize,
                token,
                fetchInputsAndOutputs);
    }

    public OrchestrationQuery withPageSize(int size) {
        return new OrchestrationQuery(
                createdFrom, createdTo, statuses, instanceIdPrefix, name, size, token, fetchInputsAndOutputs);
    }

    public OrchestrationQuery after(@Nullable String pageToken) {
        return new OrchestrationQuery(
                createdFrom, createdTo, statuses, instanceIdPrefix, name, pageSize, pageToken, fetchInputsAndOutputs);
    }

    public OrchestrationQuery fetchingInputsAndOutputs() {
        return new OrchestrationQuery(createdFrom, createdTo, statuses, instanceIdPrefix, name, pageSize, token, true);
    }
}

package io.perdure.orchestrations;

import java.util.Map;

/**
 * How many instances there are.
 *
 * @param total the sum of all
 * @param byStatus only statuses that some instance has
 */
public record OrchestrationCount(long total, Map<RuntimeStatus, Long> byStatus) {

    public OrchestrationCount {
        byStatus = Map.copyOf(byStatus);
    }
}

package io.perdure.gateway.campaign;

import java.time.Instant;

/**
 * What a client was told of an orchestration.
 *
 * @param status the runtime status; {@link #ABSENT} for an unknown id
 * @param output as JSON
 */
record Sighting(String id, Instant asked, Instant answered, String status, String output) {
    static final String ABSENT = "Absent";

    boolean isAbsent() {
        return status.equals(ABSENT);
    }

    boolean isEnd() {
        return status.equals("Completed") || status.equals("Failed") || status.equals("Terminated");
    }

    boolean saysTheSameAs(Sighting other) {
        return status.equals(other.status) && output.equals(other.output);
    }
}

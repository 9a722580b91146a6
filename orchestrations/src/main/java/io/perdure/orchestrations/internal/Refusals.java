package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InvalidInstanceStatusException;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an instance answers instead of doing what it was asked for, as the exceptions that users get. */
final class Refusals {

    static final String STATUS = "status";
    static final String KNOWN = "known";

    private Refusals() {}

    /**
     * The exception that a failure stands for.
     *
     * @param name of the orchestrator, or of whatever else the request named
     * @param attempt completes "cannot …"
     * @param expected what would have been right
     */
    static RuntimeException exception(
            FailureDetails failure, String instanceId, String name, String attempt, String expected) {
        RuntimeStatus status = status(failure);
        if (failure.errorType().equals(OrchestrationMessages.NOT_FOUND)) {
            return new InstanceNotFoundException(instanceId);
        } else if (failure.errorType().equals(OrchestrationMessages.NOT_REGISTERED)) {
            return new OrchestratorNotRegisteredException(name, known(failure));
        } else if (failure.errorType().equals(OrchestrationMessages.ALREADY_EXISTS) && status != null) {
            return new InstanceAlreadyExistsException(instanceId, status);
        } else if (failure.errorType().equals(OrchestrationMessages.INVALID_STATUS) && status != null) {
            return new InvalidInstanceStatusException(instanceId, status, attempt, expected);
        }
        return new PerdureException(
                "Orchestration instance '%s': cannot %s: %s".formatted(instanceId, attempt, failure.summary()));
    }

    private static @Nullable RuntimeStatus status(FailureDetails failure) {
        Object name = failure.properties().get(STATUS);
        return Arrays.stream(RuntimeStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> known(FailureDetails failure) {
        return failure.properties().get(KNOWN) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}

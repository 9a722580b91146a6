package io.perdure.benchmarks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client asks, whatever the door. Inputs and outputs are JSON text; null stands for no input. */
sealed interface Request {
    /** How long an orchestration may take that a client waits for. */
    Duration LONGEST_RUN = Duration.ofSeconds(30);

    /** Adds 1 to an entity. */
    record Add(Load.Operation operation, String key) implements Request {}

    /** Starts an orchestration and waits for its end; any other output is an error. */
    record Run(String orchestrator, @Nullable String input, String output) implements Request {}

    /**
     * Starts an orchestration; answered once that is durable.
     *
     * @param instanceId null for one that the engine makes
     */
    record Start(
            String orchestrator,
            @Nullable String input,
            @Nullable String instanceId) implements Request {}

    /** Reads the status of an instance, input and output included; any other than {@code Running} is an error. */
    record Status(String instanceId) implements Request {}

    /** After this a request counts as lost. */
    default Duration patience() {
        return this instanceof Run ? LONGEST_RUN.plusSeconds(5) : Duration.ofSeconds(10);
    }
}

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

    /** Starts an orchestration; answered once that is durable. */
    record Start(String orchestrator, @Nullable String input) implements Request {}

    /** After this a request counts as lost. */
    default Duration patience() {
        return this instanceof Run ? LONGEST_RUN.plusSeconds(5) : Duration.ofSeconds(10);
    }
}

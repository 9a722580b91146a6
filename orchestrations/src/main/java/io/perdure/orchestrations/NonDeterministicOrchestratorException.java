package io.perdure.orchestrations;

import io.perdure.failures.NonRetriable;

/** The code does not do what its history says it did (O-21 … O-24). */
public final class NonDeterministicOrchestratorException extends IllegalStateException implements NonRetriable {
    public NonDeterministicOrchestratorException(String message) {
        super(message);
    }
}

package io.perdure.orchestrations;

import io.perdure.failures.FailureDetails;
import java.time.Duration;

/**
 * What a {@link RetryHandler} decides by.
 *
 * @param lastAttempt number of the attempt that failed, from 1
 * @param lastFailure why
 * @param totalTime since the first attempt
 * @param orchestration for its time and its timers
 */
public record RetryContext(
        int lastAttempt, FailureDetails lastFailure, Duration totalTime, OrchestrationContext orchestration) {}

package io.perdure.kernel;

import java.time.Instant;
import java.util.List;

/**
 * What one step works on: the last committed state and everything that waited for it, in order of arrival. The list is
 * empty when the step is due to a wake-up time alone.
 *
 * @param now the time of the step; the same for everything that the step does
 */
public record Batch<S>(S state, Instant now, List<Incoming> incoming) {}

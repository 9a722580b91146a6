package io.perdure.orchestrations;

import java.time.Instant;

/**
 * The input of what a {@link Schedule} starts or signals, when it has none of its own.
 *
 * @param schedule its name
 * @param scheduledAt the time for which this was planned; when it runs may be later
 */
public record ScheduleTick(String schedule, Instant scheduledAt) {}

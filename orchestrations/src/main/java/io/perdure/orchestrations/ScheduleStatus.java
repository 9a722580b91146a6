package io.perdure.orchestrations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Schedule} stands.
 *
 * @param expression the cron expression, or {@code every} and the interval in ISO-8601, such as {@code every PT5M}
 * @param zone of the cron expression; null for an interval
 * @param target the orchestrator's name, or the entity's id with the operation, such as {@code @counter@visits reset}
 * @param lastTick planned time of the last run; null before the first
 * @param nextTick planned time of the next; null when there is none
 */
public record ScheduleStatus(
        String name,
        String expression,
        @Nullable String zone,
        String target,
        @Nullable Instant lastTick,
        @Nullable Instant nextTick) {}

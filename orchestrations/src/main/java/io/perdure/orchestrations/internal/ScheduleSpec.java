package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outgoing;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as nodes announce and store it.
 *
 * @param cron null for an interval
 * @param zone of the cron expression
 * @param interval milliseconds; 0 for a cron expression
 * @param onMiss name of the {@link Schedule.OnMiss}
 * @param orchestrator to be started; null for a signal
 * @param entity text form of the id of the entity to be signalled; null for a start
 * @param operation of the signal
 * @param tickAsInput whether the input is a {@link io.perdure.orchestrations.ScheduleTick}
 * @param input JSON text; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ScheduleSpec(
        @Nullable String cron,
        @Nullable String zone,
        long interval,
        String onMiss,
        @Nullable String orchestrator,
        @Nullable String entity,
        @Nullable String operation,
        boolean tickAsInput,
        @Nullable String input) {

    private static final String EVER =
            Arrays.stream(RuntimeStatus.values()).map(Enum::name).sorted().collect(Collectors.joining(","));

    /** @throws IllegalArgumentException when the input cannot be written as JSON, or is too large */
    static ScheduleSpec of(String name, Schedule schedule, Values values) {
        var timing = schedule.timing();
        var target = schedule.target();
        var signal = target instanceof Schedule.Target.Signal toEntity ? toEntity : null;
        return new ScheduleSpec(
                timing.cron(),
                timing.cron() == null ? null : timing.zone().getId(),
                timing.interval() == null ? 0 : timing.interval().toMillis(),
                timing.onMiss().name(),
                target instanceof Schedule.Target.Start start ? start.orchestrator() : null,
                signal == null ? null : signal.entity().text(),
                signal == null ? null : EntityMessages.checkOperation(signal.operation()),
                schedule.tickAsInput(),
                values.write(schedule.input(), "Input of schedule '%s'".formatted(name)));
    }

    boolean ticksAs(ScheduleSpec other) {
        return interval == other.interval && Objects.equals(cron, other.cron) && Objects.equals(zone, other.zone);
    }

    Ticks ticks(Instant anchor) {
        return cron == null
                ? new Ticks.AtInterval(anchor, Duration.ofMillis(interval))
                : new CronTicks(cron, ZoneId.of(Objects.requireNonNullElse(zone, "Z")));
    }

    Schedule.OnMiss missed() {
        return Schedule.OnMiss.valueOf(onMiss);
    }

    String expression() {
        return cron == null ? "every " + Duration.ofMillis(interval) : cron;
    }

    String target() {
        return orchestrator == null ? entity + " " + operation : orchestrator;
    }

    /** What a tick sends. */
    Outgoing message(String name, Instant tick) {
        String body = tickAsInput ? tickJson(name, tick) : input;
        if (orchestrator != null) {
            var attributes =
                    Map.of(OrchestrationMessages.NOT_REPLACED, EVER, OrchestrationMessages.TAG + "schedule", name);
            return new Outgoing(
                    OrchestrationMessages.addressOf(name + '@' + tick),
                    new Message(OrchestrationMessages.START, orchestrator, body, 0, attributes));
        }
        return new Outgoing(
                EntityMessages.addressOf(EntityId.parse(String.valueOf(entity))),
                Message.of(EntityMessages.SIGNAL, String.valueOf(operation), body));
    }

    /** As users' JSON is, and not as that of the engine: they read it. */
    private static String tickJson(String name, Instant tick) {
        return WireJson.MAPPER
                .createObjectNode()
                .put("schedule", name)
                .put("scheduledAt", tick.toString())
                .toString();
    }
}

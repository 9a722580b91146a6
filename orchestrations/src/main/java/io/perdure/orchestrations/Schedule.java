package io.perdure.orchestrations;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.internal.CronTicks;
import io.perdure.orchestrations.internal.FunctionTypes;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Starts an orchestration, or signals an entity, again and again; registered under a name with {@link
 * io.perdure.Registry#schedule}. Each tick runs exactly once in the whole cluster, also through crashes, moves and restarts.
 *
 * <pre>{@code
 * registry.schedule("nightly-cleanup",
 *         Schedule.cron("0 3 * * *").in(ZoneId.of("Europe/Berlin")).start(CleanUp.class, "/tmp"));
 * }</pre>
 *
 * <p>An orchestration has the instance id {@code name@time}, such as {@code nightly-cleanup@2026-11-20T02:00:00Z}, and the
 * tag {@code schedule} with the name. Runs may overlap: the next starts though the last has not ended.
 *
 * @param tickAsInput whether the input is a {@link ScheduleTick}, which the next parameter does not matter for
 * @param input any JSON value; null for none
 */
public record Schedule(
        Timing timing,
        Target target,
        boolean tickAsInput,
        @Nullable Object input) {

    private static final ZoneId UTC = ZoneId.of("UTC");

    /** What to do with ticks that came due more than {@code perdure.schedules.late-after} ago, since no node ran then. */
    public enum OnMiss {
        /** Nothing: go on with the next. */
        SKIP,
        /** Of all that were missed run the last, unless the next is due by now. */
        RUN_ONCE,
        /** Run each. */
        RUN_ALL
    }

    /** What a tick does. */
    public sealed interface Target {
        record Start(String orchestrator) implements Target {}

        record Signal(EntityId entity, String operation) implements Target {}
    }

    /**
     * By a cron expression, in UTC unless {@link Timing#in said otherwise}. Five fields are Unix's: minute, hour, day of the
     * month, month, day of the week (0 or 7 is Sunday); if both days are restricted, either will do. Six are those of NCRONTAB:
     * seconds come first, and both days must match. Fields have {@code *}, numbers, names (MON, JAN), lists, ranges, steps.
     *
     * <p>When the clocks go forward, ticks of the times that are left out come later by what is left out: 2:30 runs at 3:30.
     * When they go back, ticks of the times that come twice run at the first, unless the hours are {@code *}: then at both.
     *
     * @throws IllegalArgumentException saying what is wrong with the expression
     */
    public static Timing cron(String expression) {
        return new Timing(expression, UTC, null, OnMiss.RUN_ONCE);
    }

    /**
     * At a fixed interval, for the first time when it has passed since the schedule was first seen by a node. Restarts do
     * not move the ticks.
     *
     * @param interval at least one second
     */
    public static Timing every(Duration interval) {
        return new Timing(null, UTC, interval, OnMiss.RUN_ONCE);
    }

    /**
     * When there is a tick.
     *
     * @param cron null when there is an interval
     * @param interval null when there is a cron expression
     */
    public record Timing(
            @Nullable String cron, ZoneId zone, @Nullable Duration interval, OnMiss onMiss) {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(3_653);

        public Timing {
            if ((cron == null) == (interval == null)) {
                throw new IllegalArgumentException(
                        "Schedule: cron %s, interval %s (expected: one of them).".formatted(cron, interval));
            }
            if (interval != null && (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0)) {
                throw new IllegalArgumentException(
                        "Interval of a schedule: %s (expected: %s to %s).".formatted(interval, SHORTEST, LONGEST));
            }
            if (cron != null) {
                cron = CronTicks.checked(cron);
            }
        }

        /**
         * The zone in which a cron expression is meant.
         *
         * @throws IllegalArgumentException for an interval
         */
        public Timing in(ZoneId zone) {
            if (cron == null) {
                throw new IllegalArgumentException(
                        "Schedule: every %s in zone %s (expected: a cron expression; an interval has no zone)."
                                .formatted(interval, zone));
            }
            return new Timing(cron, zone, null, onMiss);
        }

        /** Default {@link OnMiss#RUN_ONCE}. */
        public Timing onMiss(OnMiss policy) {
            return new Timing(cron, zone, interval, policy);
        }

        /** Starts an orchestration, whose input is the {@link ScheduleTick}. */
        public Schedule start(Class<? extends Orchestrator<? super ScheduleTick, ?>> orchestrator) {
            return new Schedule(this, new Target.Start(FunctionTypes.nameOf(orchestrator)), true, null);
        }

        public <I extends @Nullable Object> Schedule start(
                Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input) {
            return start(FunctionTypes.nameOf(orchestrator), input);
        }

        public Schedule start(String orchestrator, @Nullable Object input) {
            return new Schedule(this, new Target.Start(orchestrator), false, input);
        }

        /** Signals an entity, with the {@link ScheduleTick} as input. */
        public Schedule signal(EntityId entity, String operation) {
            return new Schedule(this, new Target.Signal(entity, operation), true, null);
        }

        public Schedule signal(EntityId entity, String operation, @Nullable Object input) {
            return new Schedule(this, new Target.Signal(entity, operation), false, input);
        }
    }
}

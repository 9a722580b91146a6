package io.perdure.orchestrations.internal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import io.perdure.kernel.DurableClient;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@link Retention} again and again, on one node of the cluster. A second one, for a moment during a move, does no
 * harm.
 */
public final class RetentionDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionDaemon.class);

    /** A node that has just come up has other things to do; but one that is restarted often must get to it too. */
    private static final Duration AT_FIRST = Duration.ofMinutes(1);

    /** Messages of the daemon to itself. */
    sealed interface Command {}

    private enum Tick implements Command {
        RUN
    }

    private record Ended(
            @Nullable Map<RuntimeStatus, Long> erased,
            @Nullable Throwable failure) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Supplier<CompletableFuture<Map<RuntimeStatus, Long>>> run;
    private final Duration interval;
    private final BooleanSupplier closed;

    /**
     * Takes part in the cluster's retention, unless it is off.
     *
     * @param closed whether Perdure has ended; the actor system may live on, and with it the daemon
     */
    public static void start(
            ActorSystem<?> system,
            DurableClient durable,
            RetentionSettings settings,
            OrchestrationClientSettings client,
            BooleanSupplier closed) {
        if (settings.isOff()) {
            return;
        }
        var retention = new Retention(durable, settings, client.purgesAtOnce(), Pauses.REAL);
        ShardedDaemonProcess.get(system)
                .init(
                        Command.class,
                        "perdure-retention",
                        1,
                        number -> create(() -> retention.run(Instant.now()), settings.interval(), closed));
    }

    static Behavior<Command> create(
            Supplier<CompletableFuture<Map<RuntimeStatus, Long>>> run, Duration interval, BooleanSupplier closed) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new RetentionDaemon(context, timers, run, interval, closed).running()));
    }

    private RetentionDaemon(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Supplier<CompletableFuture<Map<RuntimeStatus, Long>>> run,
            Duration interval,
            BooleanSupplier closed) {
        this.context = context;
        this.timers = timers;
        this.run = run;
        this.interval = interval;
        this.closed = closed;
        timers.startSingleTimer(Tick.RUN, interval.compareTo(AT_FIRST) < 0 ? interval : AT_FIRST);
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Tick.RUN, this::onRun)
                .onMessage(Ended.class, this::onEnded)
                .build();
    }

    private Behavior<Command> onRun() {
        if (!closed.getAsBoolean()) {
            context.pipeToSelf(run.get(), Ended::new);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onEnded(Ended ended) {
        if (ended.failure() != null) {
            LOG.warn(
                    "Old orchestrations were not all purged, trying again in {}: {}",
                    interval,
                    ended.failure().getMessage());
        } else if (ended.erased() != null && ended.erased().values().stream().anyMatch(count -> count > 0)) {
            LOG.info("Purged old orchestrations: {}", ended.erased());
        }
        timers.startSingleTimer(Tick.RUN, interval);
        return Behaviors.same();
    }
}

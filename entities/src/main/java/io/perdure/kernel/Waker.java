package io.perdure.kernel;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes what sleeps in a range of slices: regularly what is due; and everything that has work in flight when it starts,
 * when a node is gone, and now and then. One of several daemons that the cluster keeps running; a second one for the same slices does no
 * harm.
 */
final class Waker {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);
    private static final int PAGE = 500;

    /** Messages of the waker to itself. */
    sealed interface Command {}

    private enum Tick implements Command {
        LOOK,
        SCAN,
        NEXT_PAGE
    }

    private record Lost(MemberRemoved member) implements Command {}

    private record Due(List<Sleeper> sleepers) implements Command {}

    private record Active(List<Sleeper> sleepers) implements Command {}

    private record Failed(Throwable why, boolean active) implements Command {}

    /** What a waker works with; the executor may block, and refuses work once {@code closed}. */
    record Parts(
            InstanceIndex index,
            String hub,
            Post post,
            Executor blocking,
            Duration interval,
            Duration rescan,
            BooleanSupplier closed) {}

    private final Parts parts;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final int fromSlice;
    private final int toSlice;
    private @Nullable Address after;
    private @Nullable Sleeper lastDue;
    private boolean scanning = true;
    private boolean failing;

    static Behavior<Command> create(Parts parts, int number, int of) {
        int each = (Address.SLICES + of - 1) / of;
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Waker(
                        parts, context, timers, number * each, Math.min(Address.SLICES, (number + 1) * each) - 1)
                .running()));
    }

    private Waker(Parts parts, ActorContext<Command> context, TimerScheduler<Command> timers, int from, int to) {
        this.parts = parts;
        this.context = context;
        this.timers = timers;
        this.fromSlice = from;
        this.toSlice = to;
        var removals = context.messageAdapter(MemberRemoved.class, Lost::new);
        Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(removals, MemberRemoved.class));
        context.getSelf().tell(Tick.LOOK);
        context.getSelf().tell(Tick.NEXT_PAGE);
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Tick.LOOK, this::look)
                .onMessageEquals(Tick.NEXT_PAGE, this::nextPage)
                .onMessage(Due.class, this::onDue)
                .onMessage(Active.class, this::onActive)
                .onMessage(Lost.class, lost -> scan())
                .onMessageEquals(Tick.SCAN, this::scan)
                .onMessage(Failed.class, failed -> {
                    if (!failing) { // once: it is tried again each second
                        failing = true;
                        LOG.warn(
                                "Slices {}-{} cannot be looked at, trying on: {}",
                                fromSlice,
                                toSlice,
                                failed.why() instanceof CompletionException
                                                && failed.why().getCause() != null
                                        ? failed.why().getCause().getMessage()
                                        : failed.why().getMessage());
                    }
                    if (failed.active()) {
                        timers.startSingleTimer(Tick.NEXT_PAGE, parts.interval());
                    } else {
                        lookAgain(parts.interval());
                    }
                    return Behaviors.same();
                })
                .build();
    }

    /** Instances are woken a little early: in memory they keep the exact time themselves. */
    private Behavior<Command> look() {
        Instant until = Instant.now().plus(parts.interval().multipliedBy(2));
        Sleeper last = lastDue;
        ask(() -> new Due(parts.index().due(parts.hub(), fromSlice, toSlice, until, last, PAGE)), false);
        return Behaviors.same();
    }

    /** A full page means that more is due now. It may lie behind instances that cannot work, and stay due. */
    private Behavior<Command> onDue(Due due) {
        failing = false;
        var page = due.sleepers();
        wake(page);
        boolean full = page.size() == PAGE;
        lastDue = full ? page.get(PAGE - 1) : null;
        lookAgain(full ? parts.interval().dividedBy(10) : parts.interval());
        return Behaviors.same();
    }

    /** From the first page on, also in the midst of a scan. */
    private Behavior<Command> scan() {
        after = null;
        return scanning ? Behaviors.same() : nextPage();
    }

    private Behavior<Command> nextPage() {
        scanning = true;
        ask(() -> new Active(parts.index().active(parts.hub(), fromSlice, toSlice, after, PAGE)), true);
        return Behaviors.same();
    }

    private Behavior<Command> onActive(Active page) {
        wake(page.sleepers());
        if (page.sleepers().size() < PAGE) {
            scanning = false;
            after = null;
            timers.startSingleTimer(Tick.SCAN, parts.rescan());
        } else {
            after = page.sleepers().get(page.sleepers().size() - 1).address();
            timers.startSingleTimer(Tick.NEXT_PAGE, parts.interval().dividedBy(4)); // recoveries cost; do not flood
        }
        return Behaviors.same();
    }

    private void wake(List<Sleeper> sleepers) {
        sleepers.forEach(
                sleeper -> parts.post().send(sleeper.address(), new io.perdure.kernel.Command.Wake(sleeper.version())));
    }

    private void lookAgain(Duration pause) {
        timers.startSingleTimer(Tick.LOOK, pause);
    }

    private void ask(Supplier<Command> question, boolean active) {
        if (parts.closed().getAsBoolean()) {
            return; // the cluster keeps daemons running for as long as the actor system lives
        }
        context.pipeToSelf(
                CompletableFuture.supplyAsync(question, parts.blocking()),
                (answer, failure) -> failure == null ? answer : new Failed(failure, active));
    }
}

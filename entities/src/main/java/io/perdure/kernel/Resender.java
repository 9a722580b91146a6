package io.perdure.kernel;

import akka.actor.ActorRef;
import akka.actor.AllDeadLetters;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.ClusterEvent.MemberExited;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import akka.event.EventStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps requests from being lost with a node. One per node.
 *
 * <p>What had been sent to a node that is gone, and was not answered, is sent again; see {@link Asking#again}. That is
 * done more than once, since the region learns by ways of its own, before or after this actor, that a node is gone, and
 * sends there until it does.
 *
 * <p>What a region dropped never reached an instance (it does so in the midst of a hand-over), so that it is simply sent
 * again, whoever sent it.
 */
final class Resender {
    private static final List<Duration> AFTER_A_LOSS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Long enough for a hand-over to get on, short enough for nobody to notice. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What is dropped beyond this is left to who sent it. */
    private static final int MOST_DROPPED = 50_000;

    /** Messages of the actor to itself. */
    sealed interface Command {}

    private record Gone(MemberEvent member) implements Command {}

    private record Dropped(AllDeadLetters letter) implements Command {}

    private record AfterLoss(int round) implements Command {}

    private enum Tick implements Command {
        LOOK,
        SEND_DROPPED
    }

    private final UnderWay underWay;
    private final Post post;
    private final long patienceMillis;
    private final TimerScheduler<Command> timers;
    private final EventStream events;
    private final ActorRef letters;
    private final List<Envelope> dropped = new ArrayList<>();

    /** @param patience what is not answered for so long is sent again without any sign that it is lost */
    static Behavior<Command> create(UnderWay underWay, Post post, Duration patience) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Resender(context, timers, underWay, post, patience).running()));
    }

    private Resender(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            UnderWay underWay,
            Post post,
            Duration patience) {
        this.underWay = underWay;
        this.post = post;
        this.patienceMillis = patience.toMillis();
        this.timers = timers;
        var system = context.getSystem();
        var members = context.messageAdapter(MemberEvent.class, Gone::new);
        Cluster.get(system).subscriptions().tell(Subscribe.create(members, MemberEvent.class));
        letters = Adapter.toClassic(context.messageAdapter(AllDeadLetters.class, Dropped::new));
        events = Adapter.toClassic(system).eventStream();
        events.subscribe(letters, AllDeadLetters.class);
        timers.startTimerWithFixedDelay(Tick.LOOK, LOOK);
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Gone.class, this::onMember)
                .onMessage(Dropped.class, this::onDropped)
                .onMessage(AfterLoss.class, round -> {
                    underWay.sendAgain(0);
                    return Behaviors.same();
                })
                .onMessageEquals(Tick.LOOK, () -> {
                    underWay.sendAgain(patienceMillis);
                    return Behaviors.same();
                })
                .onMessageEquals(Tick.SEND_DROPPED, this::sendDropped)
                .onSignal(PostStop.class, stop -> {
                    // At once: a dead letter to an actor that has ended is one itself, without end.
                    events.unsubscribe(letters);
                    return Behaviors.same();
                })
                .build();
    }

    /** One that leaves in order has given its instances away before it is exiting. */
    private Behavior<Command> onMember(Gone event) {
        if (event.member() instanceof MemberRemoved || event.member() instanceof MemberExited) {
            for (int round = 0; round < AFTER_A_LOSS.size(); round++) {
                timers.startSingleTimer(
                        Map.entry(event.member(), round), new AfterLoss(round), AFTER_A_LOSS.get(round));
            }
        }
        return Behaviors.same();
    }

    private Behavior<Command> onDropped(Dropped dead) {
        if (dead.letter().message() instanceof Envelope envelope
                && isFromClient(envelope.command())
                && dropped.size() < MOST_DROPPED) {
            if (dropped.isEmpty()) {
                timers.startSingleTimer(Tick.SEND_DROPPED, PAUSE);
            }
            dropped.add(envelope);
        }
        return Behaviors.same();
    }

    private Behavior<Command> sendDropped() {
        var all = List.copyOf(dropped);
        dropped.clear();
        all.forEach(envelope -> post.send(envelope.to(), envelope.command()));
        return Behaviors.same();
    }

    /** Durable senders send again by themselves, and in order. */
    private static boolean isFromClient(io.perdure.kernel.Command.Wire command) {
        return command instanceof io.perdure.kernel.Command.Request
                || command instanceof io.perdure.kernel.Command.Question
                || command instanceof io.perdure.kernel.Command.Await
                || command instanceof io.perdure.kernel.Command.Erase;
    }
}

package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The actor that speaks for a node about activities. It has two sides: {@link Owner} for the calls of this node's
 * instances, {@link Worker} for those of other nodes.
 */
final class ActivityNode {
    private static final ServiceKey<ActivityWire> KEY = ServiceKey.create(ActivityWire.class, "perdure-activities");

    private final ActorContext<NodeCommand> context;
    private final ActorRef<ActivityWire> self;
    private final Owner owner;
    private final Worker worker;
    private Set<ActorRef<ActivityWire>> others = Set.of();

    static Behavior<NodeCommand> create(
            LocalActivities local,
            ActivitySettings settings,
            BiConsumer<ActorRef<ActivityWire>, ActivityWire> network,
            AtomicBoolean othersHavePlaces) {
        Behavior<NodeCommand> behavior = Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ActivityNode(context, timers, local, settings, network, othersHavePlaces).running()));
        // What this actor knows is nowhere else: a message that it cannot bear must not cost it.
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
    }

    private ActivityNode(
            ActorContext<NodeCommand> context,
            TimerScheduler<NodeCommand> timers,
            LocalActivities local,
            ActivitySettings settings,
            BiConsumer<ActorRef<ActivityWire>, ActivityWire> network,
            AtomicBoolean othersHavePlaces) {
        this.context = context;
        this.self = context.getSelf().narrow();
        this.owner = new Owner(self, local, settings, network, othersHavePlaces);
        this.worker = new Worker(
                self,
                local,
                settings,
                network,
                (key, result) -> context.getSelf().tell(new NodeCommand.RanFor(key, result)));
        var receptionist = context.getSystem().receptionist();
        var listings = context.messageAdapter(
                Receptionist.Listing.class, listing -> new NodeCommand.Reachable(listing.getServiceInstances(KEY)));
        receptionist.tell(Receptionist.register(KEY, self));
        receptionist.tell(Receptionist.subscribe(KEY, listings));
        timers.startTimerWithFixedDelay(NodeCommand.Tick.REPORT, settings.reportInterval());
        timers.startTimerWithFixedDelay(NodeCommand.Tick.ASK, settings.askAgain());
    }

    private Behavior<NodeCommand> running() {
        BehaviorBuilder<NodeCommand> receive = Behaviors.receive(NodeCommand.class);
        return both(worker(owner(receive))).build();
    }

    private BehaviorBuilder<NodeCommand> owner(BehaviorBuilder<NodeCommand> receive) {
        return receive.onMessage(NodeCommand.Place.class, place -> after(() -> owner.place(place.call())))
                .onMessage(NodeCommand.Recall.class, recall -> after(() -> owner.recall(recall.call())))
                .onMessage(ActivityWire.Accepted.class, accepted -> after(() -> owner.on(accepted)))
                .onMessage(ActivityWire.Returned.class, returned -> after(() -> owner.on(returned)))
                .onMessage(ActivityWire.Ended.class, ended -> after(() -> owner.on(ended)));
    }

    private BehaviorBuilder<NodeCommand> worker(BehaviorBuilder<NodeCommand> receive) {
        return receive.onMessage(
                        ActivityWire.Run.class,
                        run -> after(() -> {
                            context.watch(run.owner());
                            worker.on(run);
                        }))
                .onMessage(NodeCommand.RanFor.class, ran -> after(() -> worker.ended(ran.key(), ran.result())))
                .onMessage(ActivityWire.Confirmed.class, confirmed -> after(() -> worker.on(confirmed)))
                .onMessage(ActivityWire.Inquiry.class, inquiry -> after(() -> worker.on(inquiry)))
                .onMessage(ActivityWire.Abandoned.class, abandoned -> after(() -> worker.on(abandoned)));
    }

    private BehaviorBuilder<NodeCommand> both(BehaviorBuilder<NodeCommand> receive) {
        return receive.onMessage(NodeCommand.Reachable.class, now -> after(() -> reachable(now.nodes())))
                .onMessage(ActivityWire.Introduction.class, other -> after(() -> met(other)))
                .onMessage(ActivityWire.Places.class, places -> after(() -> told(places)))
                .onSignal(
                        Terminated.class, gone -> after(() -> lost(gone.getRef().unsafeUpcast())))
                .onMessageEquals(
                        NodeCommand.Tick.REPORT,
                        () -> after(() -> {
                            owner.expire();
                            worker.report(others);
                        }))
                .onMessageEquals(
                        NodeCommand.Tick.ASK,
                        () -> after(() -> {
                            owner.askAgain();
                            worker.tellAgain(others);
                        }))
                .onMessage(NodeCommand.Drain.class, drain -> after(() -> drain(drain)))
                .onMessageEquals(NodeCommand.Tick.STOP, Behaviors::stopped);
    }

    private void reachable(Set<ActorRef<ActivityWire>> nodes) {
        var before = others;
        others = nodes.stream().filter(node -> !node.equals(self)).collect(Collectors.toSet());
        owner.reachable(others);
        for (ActorRef<ActivityWire> other : others) {
            if (!before.contains(other)) {
                context.watch(other);
                worker.introduceTo(other, true);
            }
        }
    }

    private void met(ActivityWire.Introduction other) {
        context.watch(other.node()); // may be ahead of the receptionist
        owner.on(other);
        if (other.answer()) {
            worker.introduceTo(other.node(), false);
        }
    }

    private void told(ActivityWire.Places places) {
        if (owner.hasMet(places.node())) {
            owner.hasFree(places.node(), places.free());
        } else {
            worker.introduceTo(places.node(), true);
        }
    }

    private void drain(NodeCommand.Drain drain) {
        context.getSystem().receptionist().tell(Receptionist.deregister(KEY, self));
        worker.drain(others);
        drain.done().complete(null);
    }

    private void lost(ActorRef<ActivityWire> node) {
        worker.lost(node);
        owner.lost(node);
    }

    private static Behavior<NodeCommand> after(Runnable reaction) {
        reaction.run();
        return Behaviors.same();
    }
}

package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.ActivityNotRegisteredException;
import io.perdure.orchestrations.internal.activities.LentCalls.Lent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the calls of this node's instances run: here, or at which other node. Belongs to {@link ActivityNode}. */
final class Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

    private final ActorRef<ActivityWire> self;
    private final LocalActivities local;
    private final Duration findWithin;
    private final long askAgainNanos;
    private final BiConsumer<ActorRef<ActivityWire>, ActivityWire> network;
    private final AtomicBoolean othersHavePlaces;
    private final LentCalls<ActorRef<ActivityWire>, ClusterCall> lent = new LentCalls<>();
    private Peers<ActorRef<ActivityWire>> peers = Peers.none();
    private List<Homeless> homeless = new ArrayList<>();

    /** A call whose activity no node has that is known at the moment. */
    private record Homeless(ClusterCall call, long since) {}

    Owner(
            ActorRef<ActivityWire> self,
            LocalActivities local,
            ActivitySettings settings,
            BiConsumer<ActorRef<ActivityWire>, ActivityWire> network,
            AtomicBoolean othersHavePlaces) {
        this.self = self;
        this.local = local;
        this.findWithin = settings.findWithin();
        this.askAgainNanos = settings.askAgain().toNanos();
        this.network = network;
        this.othersHavePlaces = othersHavePlaces;
    }

    /** Here if there is a place; else where there is one; else it waits here, or where it can. */
    void place(ClusterCall call) {
        if (!call.isWanted()) {
            return;
        }
        String name = nameOf(call);
        RandomGenerator random = ThreadLocalRandom.current();
        boolean known = local.knows(name);
        Optional<ActorRef<ActivityWire>> other;
        if (known && local.free() > 0) {
            other = Optional.empty();
        } else {
            other = peers.free(name, random);
            if (other.isEmpty() && !known) {
                other = peers.having(name, random);
            }
        }
        if (other.isPresent()) {
            lend(other.get(), call);
        } else if (known) {
            call.runIn(local);
        } else {
            homeless.add(new Homeless(call, System.nanoTime()));
        }
    }

    private void lend(ActorRef<ActivityWire> worker, ClusterCall call) {
        know(peers.given(worker));
        long number = lent.lend(worker, call, System.nanoTime());
        call.isAt(worker.path().address().hostPort());
        network.accept(worker, new ActivityWire.Run(number, call.call(), self));
    }

    void recall(ClusterCall call) {
        Lent<ActorRef<ActivityWire>, ClusterCall> away = lent.forget(call);
        if (away != null) {
            network.accept(away.worker(), new ActivityWire.Abandoned(away.number(), self));
        }
        homeless.removeIf(waiting -> waiting.call() == call);
    }

    void on(ActivityWire.Accepted accepted) {
        long now = System.nanoTime();
        accepted.numbers().forEach(number -> lent.accepted(number, accepted.worker(), now));
    }

    void on(ActivityWire.Returned returned) {
        placeAgain(lent.take(returned.number(), returned.worker()));
    }

    /** Confirmed also when it is not known: the worker shall not keep it. */
    void on(ActivityWire.Ended ended) {
        ClusterCall call = lent.take(ended.number(), ended.worker());
        network.accept(ended.worker(), new ActivityWire.Confirmed(ended.number(), self));
        if (call != null) {
            call.accept(ended.result());
        }
        hasFree(ended.worker(), ended.free());
    }

    void on(ActivityWire.Introduction other) {
        know(peers.introduced(other.node(), other.names(), other.free()));
        fill(other.node());
        List<Homeless> waiting = homeless;
        homeless = new ArrayList<>();
        for (Homeless call : waiting) {
            if (peers.has(other.node(), nameOf(call.call()))) {
                place(call.call());
            } else {
                homeless.add(call);
            }
        }
    }

    boolean hasMet(ActorRef<ActivityWire> node) {
        return peers.knows(node);
    }

    void hasFree(ActorRef<ActivityWire> node, int free) {
        know(peers.withFree(node, free));
        fill(node);
    }

    /** Gives a node that has places what waits here. */
    private void fill(ActorRef<ActivityWire> node) {
        while (peers.free(node) > 0 && local.queued() > 0) {
            Attempt waiting = local.takeBack(
                    attempt -> attempt.listener() instanceof ClusterCall call && peers.has(node, nameOf(call)));
            if (waiting == null || !(waiting.listener() instanceof ClusterCall call)) {
                return;
            }
            call.leaves();
            if (call.isWanted()) {
                lend(node, call);
            }
        }
    }

    /** Only these are given work from now on. What the others have they keep, until it is certain that they are lost. */
    void reachable(Set<ActorRef<ActivityWire>> nodes) {
        for (ActorRef<ActivityWire> node : peers.nodes().keySet()) {
            if (!nodes.contains(node)) {
                know(peers.without(node));
            }
        }
    }

    void lost(ActorRef<ActivityWire> node) {
        know(peers.without(node));
        List<ClusterCall> again = lent.takeAll(node);
        if (!again.isEmpty()) {
            LOG.warn("{} is lost; {} activities that it had run again elsewhere", node.path(), again.size());
        }
        again.forEach(this::placeAgain);
    }

    private void placeAgain(@Nullable ClusterCall call) {
        if (call != null) {
            call.leaves();
            place(call);
        }
    }

    /** Something was lost on the way, or takes long: the workers are to say which. */
    void askAgain() {
        long now = System.nanoTime();
        Map<ActorRef<ActivityWire>, List<Long>> inquiries = new LinkedHashMap<>();
        for (var silent : lent.silentSince(now - askAgainNanos)) {
            if (silent.accepted()) {
                inquiries
                        .computeIfAbsent(silent.worker(), worker -> new ArrayList<>())
                        .add(silent.number());
            } else {
                network.accept(
                        silent.worker(),
                        new ActivityWire.Run(silent.number(), silent.call().call(), self));
            }
        }
        inquiries.forEach((worker, numbers) -> network.accept(worker, new ActivityWire.Inquiry(numbers, self)));
    }

    /** Gives up on activities that nobody has had for too long (O-37). */
    void expire() {
        long now = System.nanoTime();
        homeless.removeIf(waiting -> {
            boolean expired = now - waiting.since() >= findWithin.toNanos();
            if (expired) {
                waiting.call()
                        .fail(FailureDetails.of(new ActivityNotRegisteredException(
                                waiting.call().call().name(), local.known(), findWithin)));
            }
            return expired;
        });
    }

    private void know(Peers<ActorRef<ActivityWire>> now) {
        peers = now;
        othersHavePlaces.set(now.anyFree());
    }

    private static String nameOf(ClusterCall call) {
        return call.call().name().toLowerCase(Locale.ROOT);
    }
}

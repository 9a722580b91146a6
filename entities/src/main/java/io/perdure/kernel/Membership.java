package io.perdure.kernel;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.failures.PerdureException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How an actor system becomes a member of a cluster, and how it goes. Blocking. */
public final class Membership {
    private static final long LOOK_AGAIN_MILLIS = 10;

    private Membership() {}

    /** As the other, with the seed nodes of {@code akka.cluster.seed-nodes} if there are any. */
    public static void join(ActorSystem<?> system, Duration within) {
        join(system, List.of(), within);
    }

    /**
     * Waits until the system is a member. One that has no seed nodes and is not joining anybody forms a cluster of its
     * own.
     *
     * @param seeds nodes to join; none: those of {@code akka.cluster.seed-nodes}
     * @throws IllegalArgumentException when the system is not made for a cluster, or for another one than that of the
     *     seeds: settings that all its nodes must have differ, and the message names them
     * @throws ClusterUnavailableException when it is no member within the time
     */
    public static void join(ActorSystem<?> system, List<Address> seeds, Duration within) {
        String provider = system.settings().config().getString("akka.actor.provider");
        if (!provider.contains("cluster")) {
            throw new IllegalArgumentException(
                    "akka.actor.provider: \"%s\" (expected: cluster). Make the actor system with PerdureConfig.withDefaults(…)."
                            .formatted(provider));
        }
        var cluster = Cluster.get(system);
        var all = seeds.isEmpty()
                ? akkasSeeds(system)
                : seeds.stream().map(Address::toString).toList();
        if (cluster.selfMember().status() == MemberStatus.removed()) {
            if (!seeds.isEmpty()) {
                cluster.manager().tell(new JoinSeedNodes(seeds));
            } else if (all.isEmpty()) {
                cluster.manager().tell(Join.create(cluster.selfMember().address()));
            }
        }
        await(system, unreachable(all), within);
    }

    private static String unreachable(List<?> seeds) {
        return "Is one of the seed nodes %s up, and reachable from here?".formatted(seeds);
    }

    /**
     * As the other, for nodes that share a database: there is no second cluster beside one whose members the database knows.
     *
     * @param seeds at least one
     * @throws IllegalArgumentException as the other
     * @throws ClusterUnavailableException as the other
     */
    public static void join(ActorSystem<?> system, List<Address> seeds, MemberRoll roll, Duration within) {
        var patience = system.settings().config().getDuration("akka.cluster.seed-node-timeout");
        var joining = new SeedJoin(system, seeds, roll, patience);
        await(system, unreachable(seeds), within, joining::lookAgain);
    }

    /**
     * Waits until a system that is joining is a member.
     *
     * @param question what to look at if it does not become one
     * @throws IllegalArgumentException as {@link #join}
     * @throws ClusterUnavailableException when it is no member within the time
     */
    public static void await(ActorSystem<?> system, String question, Duration within) {
        await(system, question, within, () -> {});
    }

    private static void await(ActorSystem<?> system, String question, Duration within, Runnable meanwhile) {
        var cluster = Cluster.get(system);
        long end = System.nanoTime() + within.toNanos();
        while (cluster.selfMember().status() != MemberStatus.up()) {
            if (System.nanoTime() > end || hasEnded(system)) {
                String refusal = JoinCheck.takeRefusal(system.settings().config());
                if (refusal != null) {
                    throw new IllegalArgumentException(refusal);
                }
                throw new ClusterUnavailableException("%s is no member of the cluster after %s (status: %s). %s"
                        .formatted(
                                cluster.selfMember().address(),
                                within,
                                cluster.selfMember().status(),
                                question));
            }
            meanwhile.run();
            pause();
        }
    }

    /** Whether the system is a member that takes part; no longer once it leaves or has been removed by the others. */
    public static boolean isUp(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().status() == MemberStatus.up();
    }

    private static List<String> akkasSeeds(ActorSystem<?> system) {
        return system.settings().config().getStringList("akka.cluster.seed-nodes");
    }

    /**
     * Ends the system. With other members it first leaves the cluster, so that they take over its shards; alone there is
     * nobody to wait for, and what is in flight is in the journal.
     */
    public static void end(ActorSystem<?> system, Duration within) {
        if (!isAlone(system)) {
            var unused = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
        } else {
            system.terminate();
        }
        try {
            system.getWhenTerminated().toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new PerdureException("Actor system '%s' did not end within %s.".formatted(system.name(), within), e);
        }
    }

    static boolean hasEnded(ActorSystem<?> system) {
        return system.getWhenTerminated().toCompletableFuture().isDone();
    }

    static boolean isAlone(ActorSystem<?> system) {
        return Cluster.get(system).state().members().size() <= 1;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PerdureException("Interrupted while joining the cluster.", e);
        }
    }
}

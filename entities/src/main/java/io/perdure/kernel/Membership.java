package io.perdure.kernel;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import io.perdure.failures.PerdureException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How an actor system becomes a member of a cluster, and how it goes. Blocking. */
public final class Membership {
    private static final long LOOK_AGAIN_MILLIS = 10;

    private Membership() {}

    /**
     * Waits until the system is a member. One that has no seed nodes and is not joining anybody forms a cluster of its
     * own.
     *
     * @throws IllegalArgumentException when the system is not made for a cluster
     * @throws PerdureException when it is no member within the time
     */
    public static void join(ActorSystem<?> system, Duration within) {
        var config = system.settings().config();
        String provider = config.getString("akka.actor.provider");
        if (!provider.contains("cluster")) {
            throw new IllegalArgumentException(
                    "akka.actor.provider: \"%s\" (expected: cluster). Make the actor system with PerdureConfig.withDefaults(…)."
                            .formatted(provider));
        }
        var cluster = Cluster.get(system);
        boolean alone = config.getStringList("akka.cluster.seed-nodes").isEmpty()
                && cluster.selfMember().status() == MemberStatus.removed();
        if (alone) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
        long end = System.nanoTime() + within.toNanos();
        while (cluster.selfMember().status() != MemberStatus.up()) {
            if (System.nanoTime() > end) {
                throw new PerdureException(
                        "%s is %s after %s (expected: a member of the cluster). Are the seed nodes %s up?"
                                .formatted(
                                        cluster.selfMember().address(),
                                        cluster.selfMember().status(),
                                        within,
                                        config.getStringList("akka.cluster.seed-nodes")));
            }
            pause();
        }
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

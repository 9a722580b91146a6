package io.perdure;

import akka.actor.typed.ActorSystem;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.kernel.Membership;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the other nodes by Akka Management. The only class that needs its libraries, so that a process without bootstrap
 * does not load them, and an embedding service need not have them.
 */
final class Bootstrap {
    private Bootstrap() {}

    /**
     * Opens this node's contact point, asks those of the others, and waits until the node is a member. Blocking.
     *
     * @throws IllegalArgumentException when the contact point would be open to the internet, or libraries are missing
     * @throws ClusterUnavailableException when the contact point cannot be opened, or the node is no member in time
     */
    static void join(ActorSystem<?> system, ClusterSettings cluster, BootstrapSettings settings, Duration within) {
        try {
            mustBePrivate(cluster.self().host(), settings);
            open(system, cluster, settings, within);
            ClusterBootstrap.get(system).start();
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    ("%s.method: %s (expected: none, or akka-management-cluster-bootstrap and akka-discovery-kubernetes-api among"
                                    + " the libraries; missing: %s).")
                            .formatted(BootstrapSettings.SECTION, settings.method(), missing.getMessage()),
                    missing);
        }
        Membership.await(
                system,
                "Are %d nodes or more up and found by %s.method = %s, service-name = %s?"
                        .formatted(
                                settings.requiredContactPoints(),
                                BootstrapSettings.SECTION,
                                settings.method(),
                                settings.serviceName()),
                within);
    }

    private static void open(
            ActorSystem<?> system, ClusterSettings cluster, BootstrapSettings settings, Duration within) {
        try {
            AkkaManagement.get(system).start().toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new ClusterUnavailableException(
                    "%s.port: %s:%d cannot be had: %s"
                            .formatted(
                                    BootstrapSettings.SECTION,
                                    cluster.self().host(),
                                    settings.port(),
                                    failure.getMessage()),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while joining the cluster.", interrupted);
        }
    }

    /** Whoever reaches the contact point learns the addresses of the nodes. A name is known to be private only now. */
    private static void mustBePrivate(String host, BootstrapSettings settings) {
        try {
            if (HostAndPort.isPublic(InetAddress.getByName(host))) {
                throw new IllegalArgumentException(
                        "perdure.cluster.host: \"%s\" is a public address (expected: a private one, since %s.method is %s)."
                                .formatted(host, BootstrapSettings.SECTION, settings.method()));
            }
        } catch (UnknownHostException unknown) {
            throw new ClusterUnavailableException(
                    "perdure.cluster.host: \"%s\" has no address here.".formatted(host), unknown);
        }
    }
}

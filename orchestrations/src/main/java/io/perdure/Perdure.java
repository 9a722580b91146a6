package io.perdure;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Perdure in this process. {@link #start} makes an actor system of its own and a store in {@code ./data}; {@link #on}
 * joins one that exists; {@link #builder} has the choices in between. Thread-safe.
 */
public interface Perdure extends AutoCloseable {

    /** A node of its own with default settings and the given modules: own actor system, H2 files in {@code ./data}. */
    static Perdure start(DurableModule... modules) {
        return builder().modules(List.of(modules)).start();
    }

    /**
     * Perdure on an actor system that exists. It must be a cluster node ({@code akka.actor.provider = cluster}) made
     * with {@link PerdureConfig#withDefaults}; one without seed nodes forms a cluster of its own. Closing leaves the
     * system running.
     */
    static Perdure on(ActorSystem<?> system, DurableModule... modules) {
        return builder().modules(List.of(modules)).on(system);
    }

    /**
     * The Perdure that runs on an actor system, from any code that has the system.
     *
     * @throws IllegalStateException when none was started there
     */
    static Perdure get(ActorSystem<?> system) {
        return PerdureExtension.of(system).running();
    }

    static Builder builder() {
        return new PerdureBuilder();
    }

    EntityClient entities();

    OrchestrationClient orchestrations();

    /** How the {@link Registry#schedule schedules} of the whole cluster stand, by name. */
    CompletableFuture<List<ScheduleStatus>> schedules();

    ActorSystem<?> system();

    /** Names of the entities that run here, as they were registered, sorted. */
    List<String> entityNames();

    /** Names of the orchestrators that run here, as they were registered, sorted. */
    List<String> orchestratorNames();

    /** Names of the activities that run here, as they were registered, sorted. */
    List<String> activityNames();

    /**
     * Whether this node takes part in its cluster. False from the moment that it leaves, or that the others have given it
     * up: it should get no requests then. A node alone is a cluster of one.
     */
    boolean isMember();

    /** Completes after a round trip to the store; fails with {@link io.perdure.failures.StoreUnavailableException}. */
    CompletableFuture<Void> checkStore();

    /**
     * Answers what is under way, then lets go of the store and, if it was made here, ends the actor system. Blocking, at
     * most {@code perdure.close-timeout}; a second call does nothing.
     */
    @Override
    void close();

    /**
     * Choices for a start. Starting throws {@link io.perdure.failures.StoreUnavailableException} when the store cannot be
     * opened, and {@link IllegalArgumentException} when a setting or a registration is wrong.
     */
    interface Builder {
        Builder modules(List<DurableModule> modules);

        /** Settings that win over {@code application.conf}, such as {@code perdure.data = /var/lib/shop}. */
        Builder config(Config config);

        /** Blocking: returns when everything serves. */
        Perdure start();

        /** As {@link Perdure#on}; the system's own configuration counts, and {@link #config} is refused. */
        Perdure on(ActorSystem<?> system);
    }
}

package io.perdure;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.perdure.entities.EntityClient;
import java.util.List;

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
     * with {@link PerdureConfig#withDefaults}; closing leaves the system running.
     */
    static Perdure on(ActorSystem<?> system, DurableModule... modules) {
        return builder().modules(List.of(modules)).on(system);
    }

    @SuppressWarnings("DoNotCallSuggester")
    static Builder builder() {
        throw new IllegalStateException("in work");
    }

    EntityClient entities();

    ActorSystem<?> system();

    /** Completes what was accepted, then lets go of the store and, if it was made here, ends the actor system. */
    @Override
    void close();

    /** Choices for a start. */
    interface Builder {
        Builder modules(List<DurableModule> modules);

        /** Settings that win over {@code application.conf}, such as {@code perdure.data = /var/lib/shop}. */
        Builder config(Config config);

        Perdure start();

        Perdure on(ActorSystem<?> system);
    }
}

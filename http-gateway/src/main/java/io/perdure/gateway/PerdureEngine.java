package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.Perdure;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The embedded runtime as the door's engine. */
final class PerdureEngine implements Engine {
    /** The node drains in its own order; Akka must not tear the actor system down beside it. */
    private static final Config NODE = ConfigFactory.parseString("""
            akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            akka.jvm-shutdown-hooks = off
            akka.stdout-loglevel = off
            """);

    /** Finds nothing, but asks the store: the cheapest question that the public API has. */
    private static final EntityQuery ANYBODY_THERE =
            EntityQuery.named("perdure-readiness").withoutState().withPageSize(1);

    private final Perdure perdure;
    private final Map<String, String> entityNames;

    private PerdureEngine(Perdure perdure, Map<String, String> entityNames) {
        this.perdure = perdure;
        this.entityNames = entityNames;
    }

    /**
     * Starts the runtime.
     *
     * @param config what was set; the runtime has the defaults
     * @throws StartFailure when a module fails to register, naming it
     */
    static PerdureEngine start(Config config, List<DurableModule> modules) {
        Map<String, String> names = new ConcurrentHashMap<>();
        var observed = new ArrayList<DurableModule>();
        for (DurableModule module : modules) {
            observed.add(registry -> register(module, new NamingRegistry(registry, names)));
        }
        Perdure perdure = Perdure.builder()
                .modules(observed)
                .config(NODE.withFallback(config))
                .start();
        return new PerdureEngine(perdure, names);
    }

    @Override
    public ActorSystem<?> system() {
        return perdure.system();
    }

    @Override
    public EntityClient entities() {
        return perdure.entities();
    }

    @Override
    public boolean isEntity(String name) {
        return entityNames.containsKey(name);
    }

    @Override
    public Collection<String> entityNames() {
        return entityNames.values();
    }

    @Override
    public CompletionStage<?> askStore() {
        return perdure.entities().list(ANYBODY_THERE);
    }

    @Override
    public void close() {
        perdure.close();
    }

    private static void register(DurableModule module, NamingRegistry registry) {
        try {
            module.register(registry);
        } catch (RuntimeException | LinkageError failure) {
            throw StartFailure.config("Module %s cannot be registered: %s".formatted(Modules.nameOf(module), failure));
        }
    }
}

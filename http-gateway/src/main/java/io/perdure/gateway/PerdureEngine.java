package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.Perdure;
import io.perdure.Registry;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The embedded runtime as the door's engine. */
final class PerdureEngine implements Engine {
    /** The node drains in its own order; Akka must not tear the actor system down beside it. */
    private static final Config NODE = ConfigFactory.parseString("""
            akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            akka.jvm-shutdown-hooks = off
            akka.stdout-loglevel = off
            """);

    private final Perdure perdure;
    private final Set<String> lowerNames;

    private PerdureEngine(Perdure perdure) {
        this.perdure = perdure;
        this.lowerNames = perdure.entityNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /**
     * Starts the runtime.
     *
     * @param config what was set; the runtime has the defaults
     * @throws StartFailure when a module fails to register, naming it
     */
    static PerdureEngine start(Config config, List<DurableModule> modules) {
        var observed = new ArrayList<DurableModule>();
        for (DurableModule module : modules) {
            observed.add(registry -> register(module, registry));
        }
        Perdure perdure = Perdure.builder()
                .modules(observed)
                .config(NODE.withFallback(config))
                .start();
        return new PerdureEngine(perdure);
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
    public OrchestrationClient orchestrations() {
        return perdure.orchestrations();
    }

    @Override
    public boolean isEntity(String name) {
        return lowerNames.contains(name);
    }

    @Override
    public Collection<String> entityNames() {
        return perdure.entityNames();
    }

    @Override
    public CompletionStage<List<ScheduleStatus>> schedules() {
        return perdure.schedules();
    }

    @Override
    public boolean isMember() {
        return perdure.isMember();
    }

    @Override
    public CompletionStage<?> askStore() {
        return perdure.checkStore();
    }

    @Override
    public void close() {
        perdure.close();
    }

    private static void register(DurableModule module, Registry registry) {
        try {
            module.register(registry);
        } catch (RuntimeException | LinkageError failure) {
            throw StartFailure.config("Module %s cannot be registered: %s".formatted(Modules.nameOf(module), failure));
        }
    }
}

package io.perdure;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import akka.remote.RemoteTransportException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.internal.DefaultEntityClient;
import io.perdure.entities.internal.EntityClientSettings;
import io.perdure.entities.internal.EntityLogic;
import io.perdure.entities.internal.EntitySettings;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.kernel.Kernel;
import io.perdure.kernel.MemberRoll;
import io.perdure.kernel.Membership;
import io.perdure.kernel.store.Store;
import io.perdure.kernel.store.StoreExtension;
import io.perdure.orchestrations.internal.ModuleRegistry;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import io.perdure.orchestrations.internal.Pauses;
import io.perdure.orchestrations.internal.RetentionDaemon;
import io.perdure.orchestrations.internal.RetentionSettings;
import io.perdure.orchestrations.internal.ScheduleLogic;
import io.perdure.orchestrations.internal.ScheduleSettings;
import io.perdure.orchestrations.internal.Schedules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts together, and takes them apart again when one of them fails. */
final class PerdureBuilder implements Perdure.Builder {
    private final List<DurableModule> modules = new ArrayList<>();
    private @Nullable Config config;

    @Override
    public Perdure.Builder modules(List<DurableModule> more) {
        modules.addAll(more);
        return this;
    }

    @Override
    public Perdure.Builder config(Config overrides) {
        config = overrides;
        return this;
    }

    @Override
    public Perdure start() {
        var all = PerdureConfig.withDefaults(ownSystem().withFallback(config == null ? ConfigFactory.empty() : config));
        var registry = ModuleRegistry.of(modules);
        var store = Store.open(all.getConfig("perdure"));
        ActorSystem<Void> system;
        try {
            system = ActorSystem.create(Behaviors.empty(), "perdure", all);
        } catch (RuntimeException failure) {
            store.close();
            throw failure instanceof RemoteTransportException
                    ? new ClusterUnavailableException(
                            "perdure.cluster.host, .port: %s cannot be had: %s"
                                    .formatted(
                                            ClusterSettings.of(all.getConfig("perdure"))
                                                    .self(),
                                            failure.getMessage()),
                            failure)
                    : failure;
        }
        try {
            return run(system, store, registry, true);
        } catch (RuntimeException failure) {
            system.terminate();
            store.close();
            throw failure;
        }
    }

    @Override
    public Perdure on(ActorSystem<?> system) {
        if (config != null) {
            throw new IllegalArgumentException(
                    "A configuration was given for an actor system that exists (expected: put it into the system's own).");
        }
        PerdureExtension.of(system).mustBeFree();
        SettingsCheck.pass(system.settings().config());
        var registry = ModuleRegistry.of(modules);
        var store = Store.open(system.settings().config().getConfig("perdure"));
        try {
            return run(system, store, registry, false);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static Perdure run(ActorSystem<?> system, Store store, ModuleRegistry registry, boolean ownsSystem) {
        var perdure = system.settings().config().getConfig("perdure");
        var settings = RuntimeSettings.of(perdure);
        StoreExtension.install(system, store);
        var roll = new MemberRoll(system, perdure.getString("hub"), store.members());
        join(system, ClusterSettings.of(perdure), roll, settings.joinTimeout());
        var userCode = system.dispatchers().lookup(DispatcherSelector.fromConfig("perdure.entities.dispatcher"));
        var logic = new EntityLogic(registry.entities(), EntitySettings.of(perdure), userCode);
        var orchestrations = Orchestrations.onNode(system, perdure, registry.functions());
        var ticking = new ScheduleLogic(registry.schedules().keySet(), ScheduleSettings.of(perdure));
        var kernel = Kernel.start(system, perdure, store, List.of(logic, orchestrations.logic(), ticking));
        orchestrations.serve(kernel.client(), perdure);
        var schedules = new Schedules(kernel.client(), registry.schedules(), OrchestrationClientSettings.of(perdure));
        schedules.announce(Pauses.REAL, orchestrations::isClosed);
        RetentionDaemon.start(
                system,
                kernel.client(),
                RetentionSettings.of(perdure),
                OrchestrationClientSettings.of(perdure),
                orchestrations::isClosed);
        var client = new DefaultEntityClient(
                kernel.client(), EntityClientSettings.of(perdure), registry.entities()::missing);
        var running = new RunningPerdure(
                system,
                ownsSystem,
                store,
                roll,
                kernel,
                client,
                orchestrations,
                schedules,
                registry.entities().names(),
                settings.closeTimeout());
        PerdureExtension.of(system).started(running);
        return running;
    }

    private static void join(ActorSystem<?> system, ClusterSettings settings, MemberRoll roll, Duration within) {
        var seeds = addresses(system, settings);
        if (settings.bootstrap().isPresent()) {
            Bootstrap.join(system, settings, settings.bootstrap().get(), within);
        } else if (seeds.isEmpty()) {
            Membership.join(system, within);
        } else {
            Membership.join(system, seeds, roll, within);
            roll.begin();
        }
    }

    private static List<Address> addresses(ActorSystem<?> system, ClusterSettings settings) {
        return settings.seeds().stream()
                .map(seed -> new Address("akka", system.name(), seed.host(), seed.port()))
                .toList();
    }

    /** A system of our own is ended by {@link RunningPerdure#close}, which knows when there is nobody to hand over to. */
    private static Config ownSystem() {
        return ConfigFactory.parseString("""
                akka.coordinated-shutdown {
                  run-by-actor-system-terminate = off
                  run-by-jvm-shutdown-hook = off
                  exit-jvm = off
                }
                """);
    }
}

package io.perdure.testkit;

import com.typesafe.config.Config;
import io.perdure.DurableModule;
import io.perdure.entities.EntityClient;
import io.perdure.entities.internal.DefaultEntityClient;
import io.perdure.entities.internal.EntityClientSettings;
import io.perdure.entities.internal.EntityLogic;
import io.perdure.entities.internal.EntitySettings;
import io.perdure.entities.internal.Json;
import io.perdure.kernel.MemoryKernel;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.internal.DefaultOrchestrationClient;
import io.perdure.orchestrations.internal.Engine;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.HistoryFile;
import io.perdure.orchestrations.internal.ModuleRegistry;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import io.perdure.orchestrations.internal.OrchestrationLogic;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import io.perdure.orchestrations.internal.ReplayCheck;
import io.perdure.orchestrations.internal.ScheduleLogic;
import io.perdure.orchestrations.internal.ScheduleSettings;
import io.perdure.orchestrations.internal.Schedules;
import io.perdure.orchestrations.internal.Threads;
import io.perdure.orchestrations.internal.activities.ActivitySettings;
import io.perdure.orchestrations.internal.activities.LocalActivities;
import io.perdure.orchestrations.internal.http.HttpActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** All parts of a node but the actors, the store and the clock. */
final class MemoryPerdure implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ExecutorService operations = Threads.pooled("perdure-entity-");
    private final MemoryKernel kernel;
    private final LocalActivities activities;
    private final Engine engine;
    private final EntityClient entities;
    private final OrchestrationClient orchestrations;
    private final Schedules schedules;
    private final Duration patience;

    MemoryPerdure(Config perdure, Instant beginning, List<DurableModule> modules) {
        var registry = ModuleRegistry.of(modules);
        var functions = registry.functions();
        functions.builtIn(new HttpActivity(perdure));
        patience = perdure.getDuration("memory.patience");
        activities = new LocalActivities(
                functions::activity, functions.activityNames(), new Json(), ActivitySettings.of(perdure));
        kernel = new MemoryKernel(perdure, beginning);
        engine = new Engine(
                functions,
                EngineSettings.of(perdure),
                new CountedActivities(activities, kernel),
                Threads.forOrchestrators());
        kernel.serve(new EntityLogic(registry.entities(), EntitySettings.of(perdure), operations))
                .serve(new OrchestrationLogic(engine))
                .serve(new ScheduleLogic(registry.schedules().keySet(), ScheduleSettings.of(perdure)));
        entities = new DefaultEntityClient(
                kernel.client(), EntityClientSettings.of(perdure), registry.entities()::missing);
        var pauses = new VirtualPauses(kernel);
        orchestrations = new DefaultOrchestrationClient(
                kernel.client(), OrchestrationClientSettings.of(perdure), functions::missing, pauses);
        schedules = new Schedules(kernel.client(), registry.schedules(), OrchestrationClientSettings.of(perdure));
        schedules.announce(pauses, () -> false);
        kernel.awaitIdle();
    }

    MemoryKernel kernel() {
        return kernel;
    }

    EntityClient entities() {
        return entities;
    }

    OrchestrationClient orchestrations() {
        return orchestrations;
    }

    Schedules schedules() {
        return schedules;
    }

    /** Completes when the instance has ended, whenever that is. */
    CompletableFuture<?> end(String instanceId) {
        return kernel.client()
                .await(
                        OrchestrationMessages.addressOf(instanceId),
                        Message.of(OrchestrationMessages.AWAIT_END, "", null),
                        FOR_EVER);
    }

    void replay(String exportedHistory) {
        new ReplayCheck(engine, patience).run(HistoryFile.parse(exportedHistory));
    }

    @Override
    public void close() {
        kernel.close();
        activities.close();
        engine.close();
        operations.shutdownNow();
    }
}

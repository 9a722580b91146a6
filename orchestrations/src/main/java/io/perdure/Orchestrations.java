package io.perdure;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.perdure.entities.internal.Json;
import io.perdure.kernel.DurableClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.internal.DefaultOrchestrationClient;
import io.perdure.orchestrations.internal.Definitions;
import io.perdure.orchestrations.internal.Engine;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import io.perdure.orchestrations.internal.OrchestrationLogic;
import io.perdure.orchestrations.internal.Threads;
import io.perdure.orchestrations.internal.activities.ActivitySettings;
import io.perdure.orchestrations.internal.activities.ClusterActivities;
import io.perdure.orchestrations.internal.activities.LocalActivities;
import io.perdure.orchestrations.internal.http.HttpActivity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The orchestrations of a node: definitions, engine, activities and client. */
final class Orchestrations {
    private final Definitions definitions;
    private final ClusterActivities activities;
    private final Engine engine;
    private @Nullable OrchestrationClient client;
    private volatile boolean closed;

    private Orchestrations(Definitions definitions, ClusterActivities activities, Engine engine) {
        this.definitions = definitions;
        this.activities = activities;
        this.engine = engine;
    }

    static Orchestrations onNode(ActorSystem<?> system, Config perdure, Definitions definitions) {
        definitions.builtIn(new HttpActivity(perdure));
        var settings = ActivitySettings.of(perdure);
        var local = new LocalActivities(definitions::activity, definitions.activityNames(), new Json(), settings);
        var activities = new ClusterActivities(system, local, settings);
        var engine = new Engine(definitions, EngineSettings.of(perdure), activities, Threads.forOrchestrators());
        return new Orchestrations(definitions, activities, engine);
    }

    OrchestrationLogic logic() {
        return new OrchestrationLogic(engine);
    }

    void serve(DurableClient durable, Config perdure) {
        client = new DefaultOrchestrationClient(durable, OrchestrationClientSettings.of(perdure), definitions::missing);
    }

    OrchestrationClient client() {
        if (client == null) {
            throw new IllegalStateException("Orchestrations do not serve yet.");
        }
        return client;
    }

    Definitions definitions() {
        return definitions;
    }

    boolean isClosed() {
        return closed;
    }

    void close(Duration grace) {
        closed = true;
        activities.close(grace);
        engine.close();
    }
}

package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An engine that is another one, but for what a test changes. */
class ForwardingEngine implements Engine {
    private final Engine target;

    ForwardingEngine(Engine target) {
        this.target = target;
    }

    @Override
    public ActorSystem<?> system() {
        return target.system();
    }

    @Override
    public EntityClient entities() {
        return target.entities();
    }

    @Override
    public OrchestrationClient orchestrations() {
        return target.orchestrations();
    }

    @Override
    public boolean isEntity(String name) {
        return target.isEntity(name);
    }

    @Override
    public Collection<String> entityNames() {
        return target.entityNames();
    }

    @Override
    public CompletionStage<List<ScheduleStatus>> schedules() {
        return target.schedules();
    }

    @Override
    public boolean isMember() {
        return target.isMember();
    }

    @Override
    public CompletionStage<?> askStore() {
        return target.askStore();
    }

    @Override
    public void close() {
        target.close();
    }
}

package io.perdure;

import akka.actor.typed.ActorSystem;
import io.perdure.entities.EntityClient;
import io.perdure.kernel.Kernel;
import io.perdure.kernel.MemberRoll;
import io.perdure.kernel.Membership;
import io.perdure.kernel.store.Store;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import io.perdure.orchestrations.internal.Schedules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** All parts, running. */
final class RunningPerdure implements Perdure {
    private final ActorSystem<?> system;
    private final boolean ownsSystem;
    private final Store store;
    private final MemberRoll roll;
    private final Kernel kernel;
    private final EntityClient entities;
    private final Orchestrations orchestrations;
    private final Schedules schedules;
    private final List<String> entityNames;
    private final Duration closeTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    RunningPerdure(
            ActorSystem<?> system,
            boolean ownsSystem,
            Store store,
            MemberRoll roll,
            Kernel kernel,
            EntityClient entities,
            Orchestrations orchestrations,
            Schedules schedules,
            List<String> entityNames,
            Duration closeTimeout) {
        this.system = system;
        this.ownsSystem = ownsSystem;
        this.store = store;
        this.roll = roll;
        this.kernel = kernel;
        this.entities = entities;
        this.orchestrations = orchestrations;
        this.schedules = schedules;
        this.entityNames = List.copyOf(entityNames);
        this.closeTimeout = closeTimeout;
    }

    @Override
    public EntityClient entities() {
        return entities;
    }

    @Override
    public OrchestrationClient orchestrations() {
        return orchestrations.client();
    }

    @Override
    public CompletableFuture<List<ScheduleStatus>> schedules() {
        return schedules.list();
    }

    @Override
    public List<String> orchestratorNames() {
        return orchestrations.definitions().orchestratorNames();
    }

    @Override
    public List<String> activityNames() {
        return orchestrations.definitions().activityNames();
    }

    @Override
    public ActorSystem<?> system() {
        return system;
    }

    @Override
    public List<String> entityNames() {
        return entityNames;
    }

    @Override
    public boolean isMember() {
        return Membership.isUp(system);
    }

    @Override
    public CompletableFuture<Void> checkStore() {
        return kernel.ping();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            kernel.drain(closeTimeout);
            orchestrations.close(closeTimeout);
            if (ownsSystem) {
                Membership.end(system, closeTimeout);
            } else {
                kernel.leave(closeTimeout);
            }
        } finally {
            kernel.close();
            roll.close();
            store.close();
        }
    }
}

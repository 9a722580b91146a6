package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.ScheduleStatus;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the door needs of the runtime behind it. */
interface Engine extends AutoCloseable {

    ActorSystem<?> system();

    EntityClient entities();

    OrchestrationClient orchestrations();

    /** Whether an entity of this name (lower case) is registered (H-97). */
    boolean isEntity(String name);

    /** Names of the registered entities, as they were written. */
    Collection<String> entityNames();

    /** How the schedules of the cluster stand, by name. */
    CompletionStage<List<ScheduleStatus>> schedules();

    /** Whether the node takes part in its cluster; never blocks. */
    boolean isMember();

    /** Completes when the store has answered, fails when it cannot; cheap, and never blocks the caller. */
    CompletionStage<?> askStore();

    /** Completes what was accepted, then lets go of the store. */
    @Override
    void close();
}

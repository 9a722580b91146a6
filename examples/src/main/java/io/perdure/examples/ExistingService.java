package io.perdure.examples;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.perdure.Perdure;
import io.perdure.PerdureConfig;
import io.perdure.examples.entities.CounterOperations;
import io.perdure.orchestrations.InstanceOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * In a service that has an actor system: its configuration is completed once, Perdure joins the system, and any code
 * that has the system gets Perdure back from it. Closing Perdure leaves the system running.
 */
public final class ExistingService {
    private ExistingService() {}

    public static void main(String[] args) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "service", PerdureConfig.load());
        try (Perdure perdure = Perdure.on(system, new ExamplesModule())) {
            int visit = countVisit(system);
            System.out.println("Visit " + visit + ", " + approve(system, visit));
        } finally {
            system.terminate();
        }
    }

    private static int countVisit(ActorSystem<?> system) {
        var visits = Perdure.get(system).entities().entity(CounterOperations.class, "visits");
        return visits.add(1).toCompletableFuture().join();
    }

    /** One part of the service starts it; another, which knows no more than the id, answers. */
    private static @Nullable String approve(ActorSystem<?> system, int visit) {
        var orchestrations = Perdure.get(system).orchestrations();
        String id = "visit-" + visit;
        orchestrations.start("Approval", 3_600, InstanceOptions.id(id)).join();
        orchestrations.raiseEvent(id, "ApprovalEvent", true).join();
        return orchestrations
                .waitForCompletion(id, Duration.ofSeconds(10))
                .join()
                .output(String.class);
    }
}

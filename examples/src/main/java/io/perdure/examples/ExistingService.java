package io.perdure.examples;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.perdure.Perdure;
import io.perdure.PerdureConfig;
import io.perdure.examples.entities.CounterOperations;

/**
 * In a service that has an actor system: its configuration is completed once, Perdure joins the system, and any code
 * that has the system gets Perdure back from it. Closing Perdure leaves the system running.
 */
public final class ExistingService {
    private ExistingService() {}

    public static void main(String[] args) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "service", PerdureConfig.load());
        try (Perdure perdure = Perdure.on(system, new ExamplesModule())) {
            System.out.println("Visit " + countVisit(system));
        } finally {
            system.terminate();
        }
    }

    private static int countVisit(ActorSystem<?> system) {
        var visits = Perdure.get(system).entities().entity(CounterOperations.class, "visits");
        return visits.add(1).toCompletableFuture().join();
    }
}

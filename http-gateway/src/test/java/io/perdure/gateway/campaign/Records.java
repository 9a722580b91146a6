package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Bank.Moved;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What all clients note down, each as it happens. */
final class Records {
    final Queue<Operation> attempts = new ConcurrentLinkedQueue<>();
    final Queue<Launched> launches = new ConcurrentLinkedQueue<>();
    final Queue<Sighting> sightings = new ConcurrentLinkedQueue<>();
    /** What a transfer would move, by the id of its instance. */
    final Map<String, Moved> transfers = new ConcurrentHashMap<>();
    /** What an instance that waits for an event must be told, by its id. */
    final Map<String, Integer> questions = new ConcurrentHashMap<>();
    /** Instances that have been seen to end. */
    final Set<String> ended = ConcurrentHashMap.newKeySet();

    long acknowledged() {
        return attempts.stream()
                        .filter(attempt -> attempt.outcome() == Outcome.ACKNOWLEDGED)
                        .count()
                + launches.stream()
                        .filter(launch -> launch.outcome() == Outcome.ACKNOWLEDGED)
                        .count();
    }

    /** The launches that may exist. */
    List<Launched> possible() {
        return launches.stream()
                .filter(launch -> launch.outcome() != Outcome.REFUSED)
                .toList();
    }
}

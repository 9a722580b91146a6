package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Bank.Moved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** When what was last done in each place began, as far as it was acknowledged. */
    private final Map<String, Instant> lastServed = new ConcurrentHashMap<>();

    void served(String place, Instant invoked) {
        lastServed.merge(place, invoked, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Those of these places where nothing that began after that time is acknowledged yet. */
    List<String> notServedSince(Instant since, List<String> places) {
        return places.stream()
                .filter(place -> !lastServed.getOrDefault(place, Instant.MIN).isAfter(since))
                .toList();
    }

    /** What is known of all requests that are judged, by outcome. */
    Map<Outcome, Long> outcomes() {
        return Stream.concat(
                        attempts.stream().map(Operation::outcome),
                        launches.stream().map(Launched::outcome))
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    }

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

package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Clients that append to ledgers, move money, say hello, sleep and ask, through the doors of all nodes in turn. What has no
 * good answer they try once more under the same key; then they note that nobody knows, and go on.
 */
final class Workload implements AutoCloseable {
    private static final Duration SERVED = Duration.ofSeconds(60);
    /** At most so many operations per second and client: long histories of one key are slow to judge. */
    private static final Duration LEDGER_PACE = Duration.ofMillis(40);

    private static final Duration INSTANCE_PACE = Duration.ofMillis(120);

    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(200);
    /** Nodes may have to start first. */
    private static final Duration UNSERVED_AT_MOST = Checker.RECOVERY.multipliedBy(4);

    private static final int CLIENTS_OF_EACH_KIND = 3;
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> PURSES = List.of("p", "q", "r", "s");
    private static final long BEGIN = 100;

    private final Doors doors;
    private final int doorCount;
    private final List<String> keys;
    private final List<String> purses;
    private final Flood flood;
    private final Records records = new Records();
    private final List<Client> clients = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS_OF_EACH_KIND);
    private volatile boolean stopped;
    private @Nullable Settlement settlement;

    /** @param name of all that it makes, so that one workload knows nothing of what another left */
    Workload(String name, long seed, List<URI> doors) {
        this.doors = new Doors(doors);
        doorCount = doors.size();
        keys = KEYS.stream().map(key -> name + key).toList();
        purses = PURSES.stream().map(purse -> name + purse).toList();
        flood = new Flood(name + "flood", this.doors, records);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
            clients.add(new LedgerClient(name + "c" + i, this.doors, records, targets(), random.split()));
            clients.add(new InstanceClient(name + "i" + i, this.doors, records, purses, random.split()));
        }
    }

    private List<String> targets() {
        return keys.stream()
                .flatMap(key -> Stream.of("Ledger/" + key, "Forwarder/" + key))
                .toList();
    }

    /** Fills the purses, and begins. */
    void start() {
        for (String purse : purses) {
            String path = "entities/Purse/" + purse + "/call?op=add";
            Awaitility.await()
                    .atMost(SERVED)
                    .until(() -> doors.send(path, BEGIN, "begin").status() == 200);
        }
        clients.forEach(client -> ends.add(CompletableFuture.runAsync(() -> run(client), threads)));
    }

    private void run(Client client) {
        while (!stopped) {
            Duration pause = client.step() ? pace(client) : PAUSE_AFTER_TROUBLE;
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static Duration pace(Client client) {
        return client instanceof LedgerClient ? LEDGER_PACE : INSTANCE_PACE;
    }

    /** More clients, for as long as somebody wants. */
    Flood flood() {
        return flood;
    }

    /**
     * The keys and ids of all that may be in the index because of it. An instance whose start was refused, and that was then
     * sent an event, is there too: that the event was refused is remembered for {@code perdure.messaging.forget-after}.
     */
    Set<String> made() {
        var made = new HashSet<>(purses);
        for (Operation attempt : records.attempts) {
            String key = attempt.key().substring(attempt.key().indexOf('/') + 1);
            made.addAll(List.of(key, "from-" + key));
        }
        records.launches.forEach(launch -> made.add(launch.id()));
        return made;
    }

    Records records() {
        return records;
    }

    /**
     * Waits until something that began after that time is done in each ledger, and instances of each kind were started.
     *
     * @return how long after that time this was so
     */
    Duration awaitServedSince(Instant since) {
        var places = Stream.concat(targets().stream(), InstanceClient.ORCHESTRATORS.stream())
                .toList();
        Awaitility.await()
                .atMost(UNSERVED_AT_MOST)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    failIfAnEndedEarly();
                    assertThat(records.notServedSince(since, places))
                            .as("what is not served yet, since %s", since)
                            .isEmpty();
                });
        return Duration.between(since, Instant.now());
    }

    private void failIfAnEndedEarly() {
        ends.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    }

    /** Waits for so many more operations with a good answer. */
    void awaitAcknowledged(int more) {
        long goal = records.acknowledged() + more;
        Awaitility.await(more + " more operations")
                .atMost(Checker.RECOVERY)
                .until(() -> ends.stream().anyMatch(CompletableFuture::isDone) || records.acknowledged() >= goal);
    }

    /** Waits, and fails if a client does not go on. */
    void goOnFor(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            awaitAcknowledged(1);
            LockSupport.parkNanos(PAUSE_AFTER_TROUBLE.toNanos());
        }
    }

    /** Ends all clients, after the answers to what is under way. */
    void stop() {
        stopped = true;
        ends.forEach(CompletableFuture::join);
    }

    /**
     * Waits until everything has come to rest, and judges.
     *
     * @param quiet when the last fault was over
     */
    List<Violation> settle(Instant quiet) {
        settlement = new Settlement(doors, doorCount, records, keys, purses, BEGIN, quiet);
        return settlement.settle();
    }

    /** Judges once more, at once. */
    List<Violation> judgeAgain() {
        return Objects.requireNonNull(settlement, "settle first").look();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "%d operations and %d orchestrations, %d acknowledged, %d sightings"
                .formatted(
                        records.attempts.size(),
                        records.launches.size(),
                        records.acknowledged(),
                        records.sightings.size());
    }
}

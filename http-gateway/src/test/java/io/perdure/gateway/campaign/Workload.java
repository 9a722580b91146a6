package io.perdure.gateway.campaign;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    /** Some 50 operations per second and client at most: long histories of one key are slow to judge. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(200);
    private static final int CLIENTS_OF_EACH_KIND = 3;
    private static final List<String> KEYS = List.of("a", "b");
    private static final int PURSES = 4;
    private static final long BEGIN = 100;

    private final Doors doors;
    private final int doorCount;
    private final Records records = new Records();
    private final List<Client> clients = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS_OF_EACH_KIND);
    private volatile boolean stopped;
    private @Nullable Settlement settlement;

    Workload(long seed, List<URI> doors) {
        this.doors = new Doors(doors);
        doorCount = doors.size();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
            clients.add(new LedgerClient("c" + i, this.doors, records, targets(), random.split()));
            clients.add(new InstanceClient("i" + i, this.doors, records, PURSES, random.split()));
        }
    }

    private static List<String> targets() {
        return KEYS.stream()
                .flatMap(key -> Stream.of("Ledger/" + key, "Forwarder/" + key))
                .toList();
    }

    /** Fills the purses, and begins. */
    void start() {
        for (int i = 0; i < PURSES; i++) {
            String path = "entities/Purse/p" + i + "/call?op=add";
            Awaitility.await()
                    .atMost(SERVED)
                    .until(() -> doors.send(path, BEGIN, "begin").status() == 200);
        }
        clients.forEach(client -> ends.add(CompletableFuture.runAsync(() -> run(client), threads)));
    }

    private void run(Client client) {
        while (!stopped) {
            Duration pause = client.step() ? PACE : PAUSE_AFTER_TROUBLE;
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Waits for so many more operations with a good answer. */
    void awaitAcknowledged(int more) {
        long goal = records.acknowledged() + more;
        Awaitility.await(more + " more operations")
                .atMost(Checker.RECOVERY)
                .until(() -> ends.stream().anyMatch(CompletableFuture::isDone) || records.acknowledged() >= goal);
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
        settlement = new Settlement(doors, doorCount, records, KEYS, PURSES, BEGIN, quiet);
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

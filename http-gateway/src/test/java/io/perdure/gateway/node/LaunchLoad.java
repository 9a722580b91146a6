package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.node.Attempt.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** Several clients that start instances of all kinds, and the proof that each did its work once. */
final class LaunchLoad implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(120);
    private static final Set<String> LIVE = Set.of("Pending", "Running", "Suspended", "ContinuedAsNew");
    private static final int PURSES = 5;
    private static final long BEGIN = 100;

    private final Path effects;
    private final List<Launcher> clients = new ArrayList<>();
    private final ExecutorService threads;

    LaunchLoad(long seed, int clientCount, Path directory) {
        effects = directory.resolve("effects");
        var random = new SplittableRandom(seed);
        for (int i = 0; i < clientCount; i++) {
            clients.add(new Launcher("c" + i, effects.toString(), PURSES, random.split()));
        }
        threads = Executors.newFixedThreadPool(clientCount);
    }

    /** Fills the purses; to be done once, and before anything is killed. */
    void prepare(NodeHttp http) {
        for (int i = 0; i < PURSES; i++) {
            assertThat(NodeHttp.now(http.call("Purse", "p" + i, "add", BEGIN, null))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** A load that runs. */
    final class Running {
        private final AtomicBoolean goOn = new AtomicBoolean(true);
        private final CountDownLatch acknowledged;
        private final List<CompletableFuture<Void>> ends = new ArrayList<>();

        private Running(NodeHttp http, int count) {
            acknowledged = new CountDownLatch(count);
            for (Launcher client : clients) {
                ends.add(CompletableFuture.runAsync(
                        () -> client.run(http, goOn::get, acknowledged::countDown), threads));
            }
        }

        /** Waits until as many instances as were asked for are acknowledged. */
        void awaitAcknowledged() {
            try {
                assertThat(acknowledged.await(60, TimeUnit.SECONDS))
                        .as("enough starts were acknowledged; %d are missing", acknowledged.getCount())
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Ends the load, after the answers to what is under way. */
        void stop() {
            goOn.set(false);
            ends.forEach(CompletableFuture::join);
        }
    }

    Running start(NodeHttp http, int instances) {
        return new Running(http, instances);
    }

    /** To be called after a kill, with the node that came after. */
    void settle(NodeHttp http) {
        Awaitility.await("commands").atMost(SETTLED).until(() -> {
            clients.forEach(client -> client.settle(http));
            return acknowledged().stream().noneMatch(Launch::needsCommand);
        });
    }

    /** All instances that exist, as far as clients know. */
    List<Launch> acknowledged() {
        return clients.stream()
                .flatMap(client -> client.launches().stream())
                .filter(launch -> launch.outcome() == Outcome.ACKNOWLEDGED)
                .toList();
    }

    void awaitEnds(NodeHttp http) {
        var open = new ArrayList<>(acknowledged());
        try {
            Awaitility.await()
                    .atMost(SETTLED)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        open.removeIf(launch -> !isLive(http, launch));
                        return open.isEmpty();
                    });
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError(
                    open.size() + " instances do not end. The first: " + open.get(0) + ", "
                            + http.instance(open.get(0).id()).body(),
                    late);
        }
    }

    private static boolean isLive(NodeHttp http, Launch launch) {
        var answer = http.instance(launch.id());
        return answer.status() != 404
                && LIVE.contains(answer.json().path("runtimeStatus").asText());
    }

    /** Asserts that everything happened, once, and that no purse is locked: a locked one would not answer. */
    void verify(NodeHttp http) {
        Map<String, Long> balances = new TreeMap<>();
        for (int i = 0; i < PURSES; i++) {
            var answer = NodeHttp.now(http.call("Purse", "p" + i, "balance", "", null));
            assertThat(answer.status()).as("purse p%d is free: %s", i, answer).isEqualTo(200);
            balances.put("p" + i, answer.json().asLong());
        }
        Map<String, JsonNode> found = new HashMap<>();
        for (Launch launch : acknowledged()) {
            var answer = http.instance(launch.id());
            if (answer.status() == 200) {
                found.put(launch.id(), answer.json());
            }
        }
        assertThat(LaunchChecker.violations(acknowledged(), found, effects(), balances, BEGIN))
                .isEmpty();
        assertThat(balances.values().stream().mapToLong(balance -> balance).sum())
                .isEqualTo(PURSES * BEGIN);
        assertThat(balances.values()).allMatch(balance -> balance >= 0);
    }

    private Set<String> effects() {
        try {
            return new HashSet<>(Files.readAllLines(effects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.Attempt.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** Several clients that append to a few ledgers and forwarders, and the proof that everything went right. */
final class LedgerLoad implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(40);

    private final List<String> keys;
    private final List<Target> targets = new ArrayList<>();
    private final List<Appender> clients = new ArrayList<>();
    private final ExecutorService threads;

    LedgerLoad(long seed, int clientCount, String... keys) {
        this.keys = List.of(keys);
        for (String key : keys) {
            targets.add(new Target("Ledger", key));
            targets.add(new Target("Forwarder", key));
        }
        var random = new SplittableRandom(seed);
        for (int i = 0; i < clientCount; i++) {
            clients.add(new Appender("c" + i, targets, random.split()));
        }
        threads = Executors.newFixedThreadPool(clientCount);
    }

    /** A load that runs. */
    final class Running {
        private final AtomicBoolean goOn = new AtomicBoolean(true);
        private final CountDownLatch acknowledged;
        private final List<CompletableFuture<Void>> ends = new ArrayList<>();

        private Running(NodeHttp http, int count) {
            acknowledged = new CountDownLatch(count);
            for (Appender client : clients) {
                ends.add(CompletableFuture.runAsync(
                        () -> client.run(http, goOn::get, acknowledged::countDown), threads));
            }
        }

        /** Waits until the number of operations that was asked for is acknowledged. */
        void awaitAcknowledged() {
            try {
                assertThat(acknowledged.await(60, TimeUnit.SECONDS))
                        .as("enough operations were acknowledged; %d are missing", acknowledged.getCount())
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

    Running start(NodeHttp http, int operations) {
        return new Running(http, operations);
    }

    List<Attempt> attempts() {
        var all = new ArrayList<Attempt>();
        clients.forEach(client -> all.addAll(client.attempts()));
        return all;
    }

    /** Repeats what is doubtful and can be repeated, until nothing of it is. */
    void repeatDoubtful(NodeHttp http) {
        Awaitility.await("certainty").atMost(SETTLED).until(() -> {
            var repeats = clients.stream()
                    .map(client -> CompletableFuture.runAsync(() -> client.repeatDoubtful(http), threads))
                    .toList();
            repeats.forEach(CompletableFuture::join);
            return attempts().stream().noneMatch(Attempt::isRepeatable);
        });
    }

    /** Asserts that nothing is lost, doubled or out of order, once signals under way have arrived. */
    void verify(NodeHttp http) {
        assertThat(violations(http)).isEmpty();
        for (String key : keys) {
            // Both are read each time: what is doubtful for its client may still take effect.
            Awaitility.await("forwarded signals of " + key)
                    .atMost(SETTLED)
                    .untilAsserted(() -> assertThat(LedgerChecker.forwardingViolations(
                                    http.entries("Forwarder", key), http.entries("Ledger", "from-" + key)))
                            .isEmpty());
        }
        assertThat(violations(http)).isEmpty();
    }

    private List<String> violations(NodeHttp http) {
        Map<Target, List<String>> found = new HashMap<>();
        targets.forEach(target -> found.put(target, http.entries(target.name(), target.key())));
        return LedgerChecker.violations(attempts(), found);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

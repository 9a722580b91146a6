package io.perdure.kernel;

import static io.perdure.kernel.KernelNode.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Clients that note down one line after the other, each in a slate of its own, and repeat what was not answered under the same
 * request id until it is.
 */
final class Ledger implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DurableClient client;
    private final String name;
    private final int clients;
    private final ExecutorService threads;
    private final List<CompletableFuture<Integer>> ends = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean goOn = true;

    Ledger(DurableClient client, String name, int clients) {
        this.client = client;
        this.name = name;
        this.clients = clients;
        threads = Executors.newFixedThreadPool(clients);
        for (int c = 0; c < clients; c++) {
            int number = c;
            ends.add(CompletableFuture.supplyAsync(() -> write(number), threads));
        }
    }

    private int write(int number) {
        int line = 0;
        while (goOn) {
            String text = "l" + line;
            while (!isAcknowledged(number, text)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            line++;
            acknowledged.incrementAndGet();
        }
        return line;
    }

    private boolean isAcknowledged(int number, String text) {
        try {
            client.request(Slate.at(name + number), Slate.note(text), text, DEADLINE)
                    .get(30, TimeUnit.SECONDS);
            return true;
        } catch (Exception again) {
            return false;
        }
    }

    /** Waits until so many more lines are acknowledged for each client, on average. */
    void awaitAcknowledged(int more) {
        long until = acknowledged.get() + more;
        Awaitility.await("acknowledged lines").atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.get() >= until);
    }

    /** Ends the load, when all that was begun is acknowledged. */
    void stop() {
        goOn = false;
        ends.forEach(CompletableFuture::join);
    }

    /** What is lost, doubled or out of order; call after {@link #stop}. */
    List<String> violations() {
        var all = new ArrayList<String>();
        for (int c = 0; c < clients; c++) {
            var expected = new ArrayList<String>();
            for (int line = 0; line < ends.get(c).join(); line++) {
                expected.add("l" + line);
            }
            String found = get(client.read(Slate.at(name + c), Message.of("read", "notes", null)))
                    .answer()
                    .result();
            if (!found.equals(String.join("|", expected))) {
                all.add("%s%d: %d lines acknowledged, found %s".formatted(name, c, expected.size(), found));
            }
        }
        return Collections.unmodifiableList(all);
    }

    @Override
    public void close() {
        goOn = false;
        threads.shutdownNow();
    }
}

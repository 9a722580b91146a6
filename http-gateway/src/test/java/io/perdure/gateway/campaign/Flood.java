package io.perdure.gateway.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** More clients than the nodes serve at a time. What they append is judged as everything else is. */
final class Flood {
    private static final int LEDGERS = 6;
    /** Who was refused comes back sooner than it was asked to. */
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(300);

    private final String name;
    private final Doors doors;
    private final Records records;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private int begun;

    /** @param name of its clients and ledgers, which nothing else may have */
    Flood(String name, Doors doors, Records records) {
        this.name = name;
        this.doors = doors;
        this.records = records;
    }

    synchronized void begin(int clients) {
        stopped = false;
        begun++;
        for (int i = 0; i < clients; i++) {
            String client = "%s-%d-%d".formatted(name, begun, i);
            String target = "Ledger/" + name + (i % LEDGERS);
            var thread = new Thread(() -> run(client, target), client);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(String name, String target) {
        var client = new LedgerClient(name, doors, records, List.of(target), new SplittableRandom());
        while (!stopped) {
            if (!client.append(target)) {
                LockSupport.parkNanos(PAUSE_AFTER_TROUBLE.toNanos());
            }
        }
    }

    /** Waits for the answers to what is under way. */
    synchronized void end() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }
}

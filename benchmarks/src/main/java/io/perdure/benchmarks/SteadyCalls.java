package io.perdure.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client per key that adds 1 again and again, through all doors by turns, as clients should: each request has an
 * {@code Idempotency-Key}, and is repeated once, at the next door, when it fails.
 */
final class SteadyCalls implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, work -> {
        Thread thread = new Thread(work, "steady-calls");
        thread.setDaemon(true);
        return thread;
    });
    private final String prefix;
    private final Successes successes;
    private final AtomicIntegerArray failed;
    private final AtomicInteger retried = new AtomicInteger();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final CountDownLatch ended;
    private volatile List<URI> doors;
    private volatile boolean stopping;

    private SteadyCalls(String prefix, int keys, List<URI> doors) {
        this.prefix = prefix;
        this.doors = doors;
        successes = new Successes(keys);
        failed = new AtomicIntegerArray(keys);
        ended = new CountDownLatch(keys);
    }

    static SteadyCalls start(String prefix, int keys, List<URI> doors) {
        SteadyCalls calls = new SteadyCalls(prefix, keys, doors);
        for (int key = 0; key < keys; key++) {
            int one = key;
            var unused = calls.clock.schedule(
                    () -> calls.next(one, 0), PAUSE.toMillis() * key / keys, TimeUnit.MILLISECONDS);
        }
        return calls;
    }

    /** From now on only through these. */
    void use(List<URI> others) {
        doors = others;
    }

    Successes successes() {
        return successes;
    }

    int failed() {
        int sum = 0;
        for (int key = 0; key < failed.length(); key++) {
            sum += failed.get(key);
        }
        return sum;
    }

    int retried() {
        return retried.get();
    }

    @Nullable
    String firstFailure() {
        return firstFailure.get();
    }

    private void next(int key, int number) {
        if (stopping) {
            ended.countDown();
            return;
        }
        long sentAt = System.nanoTime();
        var unused = send(key, number, key + number).thenAccept(failure -> {
            if (failure == null) {
                done(key, number, sentAt);
                return;
            }
            retried.incrementAndGet();
            var unusedToo = send(key, number, key + number + 1).thenAccept(again -> {
                if (again == null) {
                    done(key, number, sentAt);
                } else {
                    failed.incrementAndGet(key);
                    firstFailure.compareAndSet(null, failure + ", then " + again);
                    later(key, number);
                }
            });
        });
    }

    private void done(int key, int number, long sentAt) {
        successes.add(key, sentAt, System.nanoTime());
        later(key, number);
    }

    private void later(int key, int number) {
        var unused = clock.schedule(() -> next(key, number + 1), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What went wrong; null for a success. */
    private CompletableFuture<@Nullable String> send(int key, int number, int turn) {
        List<URI> all = doors;
        URI door = all.get(turn % all.size());
        HttpRequest request = HttpRequest.newBuilder(
                        door.resolve(HttpRequests.COUNTERS + prefix + key + "/call?op=add"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "n" + number)
                .POST(HttpRequest.BodyPublishers.ofString("1"))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> failure != null
                        ? door + " " + failure
                        : answer.statusCode() < 300 ? null : door + " " + answer.statusCode() + " " + answer.body());
    }

    /** Ends, and compares each sum with the answers: every acknowledged add is there once. Null when all is well. */
    @Nullable
    String mismatch() throws InterruptedException {
        stopping = true;
        if (!ended.await(ANSWER.toSeconds() * 2, TimeUnit.SECONDS)) {
            return "%d clients have no answer after %s".formatted(ended.getCount(), ANSWER.multipliedBy(2));
        }
        for (int key = 0; key < failed.length(); key++) {
            long sum = HttpRequests.sum(read(key));
            int least = successes.count(key);
            if (sum < least || sum > least + failed.get(key)) {
                return "%s%d is %d (expected: %d to %d)".formatted(prefix, key, sum, least, least + failed.get(key));
            }
        }
        return null;
    }

    private String read(int key) {
        HttpRequest request = HttpRequest.newBuilder(doors.get(0).resolve(HttpRequests.COUNTERS + prefix + key))
                .timeout(ANSWER)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    @Override
    public void close() {
        stopping = true;
        clock.shutdownNow();
    }
}

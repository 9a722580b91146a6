package io.perdure.kernel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A kernel in memory with {@link Slate} as its logic, whose steps run on threads of their own. */
final class MemorySlates implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    final Slate slate = new Slate(threads);
    final MemoryKernel kernel;
    final DurableClient client;

    MemorySlates() {
        this("");
    }

    MemorySlates(String settings) {
        kernel = new MemoryKernel(config(settings), NOON).serve(slate);
        client = kernel.client();
    }

    static Config config(String settings) {
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("perdure.memory.patience = 10 seconds"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve()
                .getConfig("perdure");
    }

    CompletableFuture<Response> send(String key, Message message) {
        return client.request(Slate.at(key), message, null, null);
    }

    String ask(String key, Message message) {
        return get(send(key, message)).result();
    }

    String read(String key, String what) {
        return get(client.read(Slate.at(key), Message.of("read", what, null)))
                .answer()
                .result();
    }

    /** Waits until the sum is as large as that; null when it is not in that time. */
    CompletableFuture<DurableClient.View> awaitSum(String key, long atLeast, Duration atMost) {
        return client.await(Slate.at(key), Message.of("read", "sum", Long.toString(atLeast)), atMost);
    }

    /** What a live side wants to run next. */
    Runnable nextErrand() {
        try {
            var next = slate.errands.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No live side wants to run anything.");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Message ringAfter(Duration pause) {
        return new Message("do", "ring", null, NOON.plus(pause).toEpochMilli(), Map.of());
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("No answer: " + e, e);
        }
    }

    @Override
    public void close() {
        kernel.close();
        threads.shutdownNow();
    }
}

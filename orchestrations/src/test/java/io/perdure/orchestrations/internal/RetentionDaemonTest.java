package io.perdure.orchestrations.internal;

import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetentionDaemonTest {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable ActorSystem<RetentionDaemon.Command> system;

    private void start(Supplier<CompletableFuture<Map<RuntimeStatus, Long>>> run) {
        system = ActorSystem.create(
                RetentionDaemon.create(
                        () -> {
                            runs.incrementAndGet();
                            return run.get();
                        },
                        INTERVAL,
                        closed::get),
                "retention",
                ConfigFactory.parseString("akka.actor.provider = local").withFallback(ConfigFactory.load()));
    }

    @AfterEach
    void end() {
        if (system != null) {
            system.terminate();
        }
    }

    @Test
    @DisplayName("It looks again and again")
    void again() {
        start(() -> CompletableFuture.completedFuture(Map.of(RuntimeStatus.Completed, 1L)));

        await().until(() -> runs.get() >= 3);
    }

    @Test
    @DisplayName("It looks again after a failure")
    void after_failure() {
        start(() -> CompletableFuture.failedFuture(new IllegalStateException("the store is away")));

        await().until(() -> runs.get() >= 3);
    }

    @Test
    @DisplayName("It does not look again before a look has ended")
    void one_at_a_time() {
        var first = new CompletableFuture<Map<RuntimeStatus, Long>>();
        start(() -> first);
        await().until(() -> runs.get() == 1);

        await().during(INTERVAL.multipliedBy(10)).until(() -> runs.get() == 1);
        first.complete(Map.of());

        await().until(() -> runs.get() >= 2);
    }

    @Test
    @DisplayName("It looks at nothing once Perdure is closed")
    void closed() {
        closed.set(true);
        start(() -> CompletableFuture.completedFuture(Map.of()));

        await().during(INTERVAL.multipliedBy(10)).until(() -> runs.get() == 0);
    }
}

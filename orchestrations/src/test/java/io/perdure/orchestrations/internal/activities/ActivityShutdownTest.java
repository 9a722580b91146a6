package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pool that closes")
class ActivityShutdownTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final TestPool activities = new TestPool(1).with("Wait", (context, input) -> {
        begun.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            cancelled.set(context.isCancelled());
        }
        return input;
    });

    @AfterEach
    void open() {
        gate.countDown();
    }

    private TestPool.Started running() {
        var started = activities.start("Wait", "\"x\"");
        Awaitility.await().until(() -> begun.getCount() == 0);
        return started;
    }

    @Test
    @DisplayName("lets what runs end within the grace period, and passes its result on")
    void grace() {
        var running = running();

        var closing = CompletableFuture.runAsync(() -> activities.pool().close(TestPool.PATIENCE));
        gate.countDown();

        assertThat(running.result()).isEqualTo("\"x\"");
        closing.join();
    }

    @Test
    @DisplayName("cancels what runs after the grace period, and tells nobody: it will run again elsewhere")
    void cancels() {
        var running = running();

        activities.pool().close(Duration.ofMillis(50));

        Awaitility.await().untilTrue(cancelled);
        Awaitility.await().until(() -> activities.pool().running() == 0);
        assertThat(running.end()).isNotDone();
    }

    @Test
    @DisplayName("forgets what waits, and takes no more")
    void takes_no_more() {
        running();
        var waiting = activities.start("Wait", "\"y\"");

        activities.pool().close(Duration.ZERO);
        var late = activities.start("Wait", "\"z\"");

        Awaitility.await().until(() -> activities.pool().running() == 0);
        assertThat(activities.pool().queued()).isZero();
        assertThat(waiting.end()).isNotDone();
        assertThat(late.end()).isNotDone();
    }
}

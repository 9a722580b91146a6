package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.ActivityTimeoutException;
import io.perdure.orchestrations.internal.activities.TestPool.Started;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time-outs of activities")
class ActivityTimeoutTest {
    private static final long SHORT = 100;
    private static final long LONG = 60_000;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestPool activities = new TestPool(1).with("Wait", (context, input) -> {
        gate.await();
        return input;
    });

    @AfterEach
    void close() {
        gate.countDown();
        activities.close();
    }

    private Started start(String name, long timeoutMillis, long heartbeatMillis) {
        return activities.start(activities.call(name, "\"x\"", timeoutMillis, heartbeatMillis));
    }

    @Test
    @DisplayName(
            "an attempt that takes longer than its time-out fails, names activity, task and limit, and shows where it was")
    void timeout() {
        var failure = start("Wait", SHORT, 0).failure();

        assertThat(failure.errorType()).isEqualTo(ActivityTimeoutException.class.getName());
        assertThat(failure.errorMessage())
                .isEqualTo(
                        "Activity 'Wait' (run:0) of order-7 had not ended after 100 ms (its time-out) and was cancelled.");
        assertThat(failure.stackTrace()).contains("CountDownLatch.await");
        assertThat(failure.nonRetriable()).isFalse();
    }

    @Test
    @DisplayName("an attempt that timed out is interrupted and gives its place to the next")
    void place_is_free() {
        var late = start("Wait", SHORT, 0);
        activities.with("Same", (context, input) -> input);
        var next = start("Same", 0, 0);

        assertThat(next.result()).isEqualTo("\"x\"");
        assertThat(late.failure()).isNotNull();
    }

    @Test
    @DisplayName(
            "an attempt that does not heed its time-out keeps its place until it ends, and its late result is dropped")
    void late_result() {
        activities.with("Deaf", (context, input) -> {
            boolean open = false;
            while (!open) {
                try {
                    open = gate.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException deaf) {
                    open = false;
                }
            }
            return "late";
        });
        var deaf = start("Deaf", SHORT, 0);
        var failure = deaf.failure();

        assertThat(activities.pool().running()).isEqualTo(1);
        gate.countDown();
        Awaitility.await().until(() -> activities.pool().running() == 0);
        assertThat(deaf.failure()).isSameAs(failure);
    }

    @Test
    @DisplayName("the time spent waiting for a place does not count")
    void queue_time() {
        var first = start("Wait", 0, 0);
        var second = start("Same", SHORT, 0);
        activities.with("Same", (context, input) -> input);
        long begun = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(2 * SHORT));

        gate.countDown();

        assertThat(first.result()).isEqualTo("\"x\"");
        assertThat(second.result()).isEqualTo("\"x\"");
    }

    @Test
    @DisplayName("an attempt that is silent for longer than its heartbeat time-out fails")
    void silent() {
        assertThat(start("Wait", LONG, SHORT).failure().errorMessage())
                .isEqualTo(
                        "Activity 'Wait' (run:0) of order-7 was silent for 100 ms (its heartbeat time-out) and was cancelled.");
    }

    @Test
    @DisplayName("an attempt that says now and then that it goes on may take as long as it likes")
    void beating() {
        activities.with("Beat", (context, input) -> {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(1_500)) {
                context.heartbeat(null);
                gate.await(10, TimeUnit.MILLISECONDS);
            }
            return "done";
        });

        assertThat(start("Beat", 0, 750).result()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("a heartbeat of an attempt that was given up throws a CancellationException")
    void heartbeat_when_cancelled() {
        var refused = new AtomicBoolean();
        activities.with("Beat", (context, input) -> {
            while (!context.isCancelled()) {
                Thread.onSpinWait();
            }
            try {
                context.heartbeat("still here");
            } catch (CancellationException e) {
                refused.set(true);
            }
            return input;
        });

        start("Beat", SHORT, 0).failure();

        Awaitility.await().untilTrue(refused);
    }

    @Test
    @DisplayName("the details of the last heartbeat are shown while the activity runs")
    void details() {
        activities.with("Copy", (context, input) -> {
            context.heartbeat(17);
            gate.await();
            return input;
        });
        start("Copy", 0, 0);

        Awaitility.await()
                .untilAsserted(() -> assertThat(activities.pool().underWay())
                        .singleElement()
                        .satisfies(copy -> assertThat(copy.heartbeat()).isEqualTo("17"))
                        .satisfies(copy -> assertThat(copy.name()).isEqualTo("Copy")));
    }
}

package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A machine that gives no more threads")
class NoThreadsTest {
    private final AtomicInteger refusals = new AtomicInteger();

    /** As the JVM does it, the error comes when the thread is started. */
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 10, 1, TimeUnit.SECONDS, new SynchronousQueue<>()) {
                @Override
                public void execute(Runnable task) {
                    if (refusals.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.execute(task);
                }
            };

    @Test
    @DisplayName("costs no call: it waits until there is a thread again")
    void waits() {
        refusals.set(1);
        try (var activities = new TestPool(2).on(threads).with("Same", (context, input) -> input)) {
            assertThat(activities.start("Same", "\"x\"").result()).isEqualTo("\"x\"");
        }
    }

    @Test
    @DisplayName("costs no place: as many run afterwards as before")
    void places() {
        refusals.set(1);
        try (var activities = new TestPool(1).on(threads).with("Same", (context, input) -> input)) {
            var first = activities.start("Same", "\"x\"");
            var second = activities.start("Same", "\"y\"");

            assertThat(second.result()).isEqualTo("\"y\"");
            assertThat(first.result()).isEqualTo("\"x\"");
        }
    }
}

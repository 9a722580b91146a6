package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.Registry;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RuntimeStatus;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Sleeping orchestrations")
class SleepersTest {
    private static final int SLEEPERS = 100_000;
    private static final int AT_ONCE = 256;
    private static final int ALARMS = 1_000;
    private static final double NEAR = 1.5;
    /** What the benchmark allows is 100 ms; here other work shares the machine. */
    private static final Duration LATE = Duration.ofSeconds(3);

    /** Sleeps until an instant, given in milliseconds, and says when it woke. */
    static final class SleepUntil implements Orchestrator<Long, Long> {
        @Override
        public Long run(OrchestrationContext context, Long until) {
            context.createTimer(Instant.ofEpochMilli(until)).await();
            return context.currentTime().toEpochMilli();
        }
    }

    @TempDir
    private Path data;

    private static void register(Registry registry) {
        registry.orchestrator(SleepUntil.class);
    }

    @Test
    @DisplayName("100,000 of an hour cost rows, not heap (O-66, DESIGN §3.2)")
    void sleepers_cost_no_memory() throws Exception {
        try (var node = TestNode.onH2(
                data,
                SleepersTest::register,
                "perdure { kernel.passivate-after = 1 s, h2.cache-size = 8 MiB, index.interval = 5 s }")) {
            long until = Instant.now().plus(Duration.ofHours(1)).toEpochMilli();
            start(node, "a", until, 2_000);
            awaitNobodyLoaded(node);
            long before = usedHeap();

            start(node, "b", until, SLEEPERS);
            awaitNobodyLoaded(node);

            assertThat((double) usedHeap() / before)
                    .as("heap after, as a share of %d bytes", before)
                    .isLessThan(NEAR);
            assertThat(TestNode.get(node.perdure.orchestrations().get("b4711"))
                            .orElseThrow()
                            .status())
                    .isEqualTo(RuntimeStatus.Running);
        }
    }

    @Test
    @DisplayName(
            "1,000 that are due in the same second wake in time, never early, though none is in memory (O-64, O-65)")
    void alarms_of_one_second() throws Exception {
        try (var node =
                TestNode.onH2(data, SleepersTest::register, "perdure.kernel { passivate-after = 200 ms }", """
                        perdure.waker { interval = 500 ms, keep-live-below = 1 s }
                        """)) {
            long until = Instant.now().plus(Duration.ofSeconds(25)).toEpochMilli();
            start(node, "a", until, ALARMS);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> node.loaded("orchestration") == 0);

            var woken = new ArrayList<Long>();
            for (int n = 0; n < ALARMS; n++) {
                var end =
                        TestNode.get(node.perdure.orchestrations().waitForCompletion("a" + n, Duration.ofSeconds(30)));
                woken.add(end.output(Long.class));
            }

            assertThat(woken).allMatch(at -> at >= until).allMatch(at -> at <= until + LATE.toMillis());
            assertThat(TestNode.get(node.perdure
                                    .orchestrations()
                                    .query(OrchestrationQuery.ALL.withStatus(RuntimeStatus.Running)))
                            .instances())
                    .isEqualTo(List.of());
        }
    }

    private static void start(TestNode node, String prefix, long until, int count) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        var failed = new AtomicReference<Throwable>();
        for (int n = 0; n < count; n++) {
            room.acquire();
            node.perdure
                    .orchestrations()
                    .start(SleepUntil.class, until, InstanceOptions.id(prefix + n))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            failed.set(failure);
                        }
                        room.release();
                    });
        }
        room.acquire(AT_ONCE);
        assertThat(failed.get()).isNull();
    }

    private static void awaitNobodyLoaded(TestNode node) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> node.loaded("orchestration") == 0);
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}

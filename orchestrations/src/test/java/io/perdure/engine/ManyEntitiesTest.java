package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityQuery;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("100,000 entities")
class ManyEntitiesTest {
    private static final int ENTITIES = 100_000;
    private static final int AT_ONCE = 512;
    private static final double NEAR = 1.5;

    @TempDir
    private Path data;

    @Test
    @DisplayName("touched and then idle cost no memory, and are all still there (E-18, E-117)")
    void idle_entities_cost_no_memory() throws Exception {
        try (var node = TestNode.onH2(
                data,
                Samples::register,
                "perdure { kernel.passivate-after = 1 s, h2.cache-size = 8 MiB, index.interval = 5 s }")) {
            touch(node, 0, 2_000);
            awaitNobodyLoaded(node);
            assertThat(count(node)).isEqualTo(2_000); // also writes what the index still lacks
            long start = usedHeap();

            touch(node, 2_000, ENTITIES);
            awaitNobodyLoaded(node);
            assertThat(count(node)).isEqualTo(ENTITIES);

            assertThat((double) usedHeap() / start)
                    .as("heap after, as a share of %d bytes", start)
                    .isLessThan(NEAR);
            new SplittableRandom(5)
                    .ints(200, 0, ENTITIES)
                    .forEach(n -> assertThat(node.read(Samples.counter("e" + n), Integer.class))
                            .isEqualTo(n));
        }
    }

    private static void touch(TestNode node, int from, int to) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        var failed = new AtomicReference<Throwable>();
        for (int n = from; n < to; n++) {
            room.acquire();
            node.entities.signal(Samples.counter("e" + n), "add", n).whenComplete((done, failure) -> {
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
                .until(() -> node.loaded() == 0);
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static int count(TestNode node) {
        int count = 0;
        String token = null;
        do {
            var page = TestNode.get(node.entities.list(
                    EntityQuery.all().withoutState().withPageSize(1_000).after(token)));
            count += page.entities().size();
            token = page.next().orElse(null);
        } while (token != null);
        return count;
    }
}

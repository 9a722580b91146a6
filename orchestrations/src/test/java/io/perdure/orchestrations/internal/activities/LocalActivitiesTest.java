package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pool of a node")
class LocalActivitiesTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestPool activities = new TestPool(2);

    @AfterEach
    void close() {
        gate.countDown();
        activities.close();
    }

    private TestPool waiting() {
        return activities.with("Wait", (context, input) -> {
            gate.await();
            return input;
        });
    }

    @Test
    @DisplayName("O-150 no more run at the same time than there are places, and the others are no error")
    void limit() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        activities.with("Count", (context, input) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return input;
        });

        var all = IntStream.range(0, 500)
                .mapToObj(n -> activities.start("Count", "\"" + n + "\""))
                .toList();

        assertThat(activities.results(all)).hasSize(500);
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("O-150 all places are used: two activities that wait for each other both end")
    void both_places() {
        var both = new CountDownLatch(2);
        activities.with("Meet", (context, input) -> {
            both.countDown();
            both.await();
            return input;
        });

        var all = List.of(activities.start("Meet", "\"a\""), activities.start("Meet", "\"b\""));

        assertThat(activities.results(all)).containsExactly("\"a\"", "\"b\"");
    }

    @Test
    @DisplayName("O-150 what waits for a place begins in the order in which it came")
    void first_in_first_out() {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        try (var one = new TestPool(1)) {
            one.with("Wait", (context, input) -> {
                gate.await();
                begun.add(input);
                return input;
            });
            var all = IntStream.range(0, 50)
                    .mapToObj(n -> one.start("Wait", "\"" + n + "\""))
                    .toList();
            gate.countDown();
            one.results(all);
        }

        assertThat(begun)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(String::valueOf).toList());
    }

    @Test
    @DisplayName("counts what runs and what waits, and what a further call would find free")
    void counters() {
        waiting();
        for (int n = 0; n < 5; n++) {
            activities.start("Wait", "\"x\"");
        }
        var pool = activities.pool();

        assertThat(List.of(pool.running(), pool.queued(), pool.free(), pool.places()))
                .containsExactly(2, 3, -3, 2);
        gate.countDown();
        Awaitility.await().until(() -> pool.running() == 0 && pool.queued() == 0 && pool.free() == 2);
    }

    @Test
    @DisplayName("a call that is abandoned while it waits never begins, and those behind it do")
    void abandoned_in_the_queue() {
        Set<String> begun = ConcurrentHashMap.newKeySet();
        waiting().with("Note", (context, input) -> {
            begun.add(input);
            return input;
        });
        activities.start("Wait", "\"x\"");
        activities.start("Wait", "\"x\"");
        var abandoned = activities.start("Note", "\"abandoned\"");
        var kept = activities.start("Note", "\"kept\"");

        abandoned.running().abandon();
        gate.countDown();

        assertThat(kept.result()).isEqualTo("\"kept\"");
        assertThat(begun).containsExactly("kept");
        assertThat(abandoned.end()).isNotDone();
    }

    @Test
    @DisplayName(
            "an activity that is abandoned while it runs is interrupted, sees that it is cancelled, and tells nobody")
    void abandoned_while_it_runs() {
        var begun = new CountDownLatch(1);
        var sawIt = new CountDownLatch(1);
        activities.with("Sleep", (context, input) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                if (context.isCancelled()) {
                    sawIt.countDown();
                }
            }
            return input;
        });
        var sleeping = activities.start("Sleep", "\"x\"");

        await(begun);
        sleeping.running().abandon();

        await(sawIt);
        Awaitility.await().until(() -> activities.pool().running() == 0);
        assertThat(sleeping.end()).isNotDone();
    }

    @Test
    @DisplayName("an interrupt that came too late does not hit the next activity on the same thread")
    void no_stray_interrupt() {
        try (var one = new TestPool(1)) {
            one.with("Interrupted", (context, input) -> {
                Thread.currentThread().interrupt();
                return input;
            });
            one.with("Look", (context, input) -> Thread.currentThread().isInterrupted());
            one.with("Wait", (context, input) -> {
                gate.await();
                return input;
            });
            one.start("Wait", "\"x\""); // so that both follow on its thread
            one.start("Interrupted", "\"x\"");
            var look = one.start("Look", "\"x\"");
            gate.countDown();

            assertThat(look.result()).isEqualTo("false");
        }
    }

    @Test
    @DisplayName(
            "O-33 an activity knows its name, instance, task and version, and blocks on a daemon thread of its own pool")
    void context() {
        activities.with(
                "Tell",
                (context, input) -> String.join(
                        " ",
                        context.name(),
                        context.instanceId(),
                        context.taskId(),
                        context.version(),
                        Thread.currentThread().getName().replaceAll("\\d+", "N"),
                        String.valueOf(Thread.currentThread().isDaemon())));

        assertThat(activities.start("Tell", null).result())
                .isEqualTo("\"Tell order-7 run:0 2.0 perdure-activity-N true\"");
    }

    private static void await(CountDownLatch latch) {
        Awaitility.await().atMost(TestPool.PATIENCE).until(() -> latch.getCount() == 0);
    }
}

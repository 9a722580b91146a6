package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.perdure.orchestrations.ActivityNotRegisteredException;
import io.perdure.orchestrations.internal.activities.TestPool.Started;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes on one actor system: everything but the wire itself. */
@DisplayName("Activities of several nodes")
class ClusterActivitiesTest {
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "activities", ConfigFactory.load());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @AfterEach
    void stop() {
        gate.countDown();
        system.terminate();
    }

    /** Has {@code Where}, which tells the node, and {@code Wait}, which tells it when the gate is open. */
    private TestActivityNode node(String name, int places) {
        return new TestActivityNode(places)
                .with("Where", (context, input) -> {
                    runs.incrementAndGet();
                    return name;
                })
                .with("Wait", (context, input) -> {
                    runs.incrementAndGet();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        cancelled.set(context.isCancelled());
                    }
                    return name;
                });
    }

    /** Has no activities, so that all of its calls go to others. */
    private TestActivityNode owner() {
        return new TestActivityNode(1);
    }

    private static List<String> results(List<Started> started) {
        return started.stream().map(Started::result).toList();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(TestPool.PATIENCE).until(condition);
    }

    @Test
    @DisplayName("O-32 a node that has places runs its own calls")
    void local_first() {
        var a = node("a", 50).on(system); // a place is free again a moment after its result is there
        node("b", 50).on(system);

        for (int n = 0; n < 50; n++) {
            assertThat(a.start("Where", null).result()).isEqualTo("\"a\"");
        }
    }

    @Test
    @DisplayName("O-150 what finds no place goes to a node that has one")
    void spill_over() {
        var a = node("a", 1).on(system);
        node("b", 1).on(system);
        a.start("Wait", null);

        assertThat(a.start("Where", null).result()).isEqualTo("\"b\"");
    }

    @Test
    @DisplayName("what has waited here already goes to a node that comes later")
    void late_help() {
        var a = node("a", 1).on(system);
        a.start("Wait", null);
        var waiting =
                IntStream.range(0, 100).mapToObj(n -> a.start("Where", null)).toList();

        node("b", 2).on(system);

        assertThat(results(waiting)).containsOnly("\"b\"");
        assertThat(runs).hasValue(101);
    }

    @Test
    @DisplayName("with all nodes full, calls wait and are no error")
    void all_full() {
        var a = node("a", 1).on(system);
        var b = node("b", 1).on(system);
        var all = IntStream.range(0, 50).mapToObj(n -> a.start("Wait", null)).toList();
        await(() -> a.local().running() == 1 && b.local().running() == 1);

        gate.countDown();

        assertThat(results(all)).contains("\"a\"", "\"b\"");
        assertThat(runs).hasValue(50);
    }

    @Test
    @DisplayName("O-37 an activity that a node lacks runs at one that has it, in whatever case it is called")
    void unlike_nodes() {
        var owner = owner().on(system);
        node("b", 1).on(system);

        assertThat(owner.start("WHERE", null).result()).isEqualTo("\"b\"");
    }

    @Test
    @DisplayName("O-37 an activity that no node has had for too long fails, and names what is known here")
    void nobody_has_it() {
        var a = new TestActivityNode(1, Duration.ofMillis(200))
                .with("SayHello", (context, input) -> input)
                .on(system);

        var failure = a.start("SayHelo", null).failure();

        assertThat(failure.errorType()).isEqualTo(ActivityNotRegisteredException.class.getName());
        assertThat(failure.errorMessage())
                .isEqualTo(
                        "Activity 'SayHelo' is not registered (known on this node: SayHello), and no other node had it within 200 ms. Register it in a DurableModule.");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ActivityWire.Run.class,
                ActivityWire.Accepted.class,
                ActivityWire.Ended.class,
                ActivityWire.Introduction.class
            })
    @DisplayName("a lost message strands nothing, and nothing runs twice:")
    void lost_message(Class<? extends ActivityWire> kind) {
        var owner = owner();
        var worker = node("b", 1);
        owner.loses(kind, 2);
        worker.loses(kind, 2);
        owner.on(system);
        worker.on(system);

        assertThat(owner.start("Where", null).result()).isEqualTo("\"b\"");
        assertThat(owner.start("Where", null).result()).isEqualTo("\"b\"");
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("a result is sent until it is confirmed, and then no more")
    void lost_confirmation() {
        var owner = owner().on(system);
        var worker = node("b", 1).on(system);
        owner.loses(ActivityWire.Confirmed.class, 1);

        assertThat(owner.start("Where", null).result()).isEqualTo("\"b\"");

        await(() -> worker.sent(ActivityWire.Ended.class) == 2);
        Awaitility.await().during(Duration.ofMillis(600)).until(() -> worker.sent(ActivityWire.Ended.class) == 2);
    }

    @Test
    @DisplayName("O-39 an activity that merely runs long is not given to another")
    void long_running() {
        var owner = owner().on(system);
        node("b", 1).on(system);
        node("c", 1).on(system);
        var running = owner.start("Wait", null);
        await(() -> runs.get() == 1);
        // Many times what a worker may be silent for.
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> runs.get() == 1);

        gate.countDown();

        assertThat(running.result()).isIn("\"b\"", "\"c\"");
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("a call that is abandoned is cancelled at the node that has it")
    void abandoned() {
        var owner = owner().on(system);
        var worker = node("b", 1).on(system);
        var call = owner.start("Wait", null);
        await(() -> runs.get() == 1);

        call.running().abandon();

        await(() -> worker.local().running() == 0);
        assertThat(cancelled).isTrue();
        assertThat(call.end()).isNotDone();
    }

    @Test
    @DisplayName("what a node does for one that is gone is cancelled: nobody waits for it")
    void owner_gone() {
        var owner = owner().on(system);
        var worker = node("b", 1).on(system);
        owner.start("Wait", null);
        await(() -> runs.get() == 1);

        owner.close();

        await(() -> worker.local().running() == 0);
        assertThat(cancelled).isTrue();
    }

    @Test
    @DisplayName("O-39 what a node that stops had not ended runs at another")
    void worker_gone() {
        var owner = owner().on(system);
        var first = node("b", 1).on(system);
        var call = owner.start("Wait", null);
        await(() -> first.local().running() == 1);
        var second = node("c", 1).on(system);

        first.close();
        await(() -> second.local().running() == 1);
        gate.countDown();

        assertThat(call.result()).isEqualTo("\"c\"");
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("a node that stops gives back at once what has not begun, and lets the rest end")
    void drained() {
        var owner = owner().on(system);
        var first = node("b", 1).on(system);
        var running = owner.start("Wait", null);
        await(() -> first.local().running() == 1);
        var waiting = owner.start("Where", null);
        await(() -> first.local().queued() == 1);
        node("c", 1).on(system);

        var closing = CompletableFuture.runAsync(() -> first.activities().close(TestPool.PATIENCE));

        assertThat(waiting.result()).isEqualTo("\"c\"");
        gate.countDown();
        assertThat(running.result()).isEqualTo("\"b\"");
        closing.join();
        assertThat(runs).hasValue(2);
    }
}

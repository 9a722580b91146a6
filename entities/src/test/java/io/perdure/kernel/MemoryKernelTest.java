package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kernel in memory")
class MemoryKernelTest {
    private final MemorySlates slates = new MemorySlates();
    private final MemoryKernel kernel = slates.kernel;

    @AfterEach
    void close() {
        slates.close();
    }

    @Test
    @DisplayName("a request is answered after its commit, and the state is read")
    void answers() {
        assertThat(slates.ask("a", Slate.add(5))).isEqualTo("5");

        assertThat(slates.read("a", "sum")).isEqualTo("5");
    }

    @Test
    @DisplayName("idle means that what follows from a request has settled, also at others")
    void idle() {
        var sent = slates.send("a", Slate.pass("b", "hello"));

        kernel.awaitIdle();

        assertThat(sent).isCompleted();
        assertThat(slates.read("b", "notes")).isEqualTo("hello");
    }

    @Test
    @DisplayName("what a live side offers after the commit is the instance's own message")
    void errand() {
        slates.send("runner", Slate.errand("done")); // answered when it has been run

        slates.nextErrand().run();
        kernel.awaitIdle();

        assertThat(slates.read("runner", "notes")).isEqualTo("done");
    }

    @Test
    @DisplayName("it is not idle while work is under way on other threads")
    void counts_work() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        var go = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        kernel.counting(pool).execute(() -> {
            awaitUninterruptibly(go);
            slates.send("a", Slate.add(1));
            ended.set(true);
        });

        pool.execute(() -> {}); // the pool itself is not waited for
        new Thread(go::countDown).start();
        kernel.awaitIdle();

        assertThat(ended).isTrue();
        assertThat(slates.read("a", "sum")).isEqualTo("1");
        pool.shutdown();
    }

    @Test
    @DisplayName("who waits for work that never ends is told what it is")
    void names_what_hangs() {
        try (var impatient = new MemorySlates("perdure.memory.patience = 50 milliseconds")) {
            impatient.kernel.beginWork("activity 'Charge'");

            assertThatThrownBy(impatient.kernel::awaitIdle).hasMessageContaining("activity 'Charge'");
        }
    }

    @Test
    @DisplayName("time stands still until it is moved, and then halts at what is due (E-53)")
    void virtual_time() {
        slates.ask("bell", MemorySlates.ringAfter(Duration.ofHours(72)));

        kernel.advance(Duration.ofHours(72).minusMillis(1));
        String before = slates.read("bell", "notes");
        kernel.advance(Duration.ofMillis(1));

        assertThat(before).isEmpty();
        assertThat(slates.read("bell", "notes")).isEqualTo("ring");
        assertThat(kernel.now()).isEqualTo(MemorySlates.NOON.plus(Duration.ofHours(72)));
    }

    @Test
    @DisplayName("what follows from something due happens at its time, before what is due later")
    void in_order() {
        var times = new ArrayList<Duration>();
        slates.ask("late", MemorySlates.ringAfter(Duration.ofHours(2)));
        slates.ask("soon", MemorySlates.ringAfter(Duration.ofHours(1)));
        kernel.afterCommit((address, version) -> times.add(Duration.between(MemorySlates.NOON, kernel.now())));

        kernel.advance(Duration.ofHours(3));

        assertThat(times).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
    }

    @Test
    @DisplayName("what has left memory is woken when it is due (DESIGN §3.2)")
    void wakes_sleepers() {
        slates.ask("bell", MemorySlates.ringAfter(Duration.ofDays(30)));
        kernel.passivate();
        var asleep = kernel.loaded();

        kernel.advance(Duration.ofDays(30));

        assertThat(asleep).isEmpty();
        assertThat(slates.read("bell", "notes")).isEqualTo("ring");
    }

    @Test
    @DisplayName("everything leaves memory on demand, and comes back as it was (E-18)")
    void passivates() {
        slates.ask("a", Slate.pass("b", "hello"));

        kernel.passivate();

        assertThat(kernel.loaded()).isEmpty();
        assertThat(slates.read("b", "notes")).isEqualTo("hello");
    }

    @Test
    @DisplayName("what is empty is reclaimed when nobody can send it a duplicate any more (E-19)")
    void reclaims() {
        slates.ask("a", Slate.add(5));
        slates.ask("a", Message.of("do", "clear", null));

        kernel.advance(Duration.ofDays(8));

        assertThat(rows()).isEmpty();
    }

    @Test
    @DisplayName("an instance that was erased begins anew, and what it sends then is not taken for what it sent before")
    void begins_anew() {
        slates.ask("a", Slate.pass("b", "first"));
        kernel.awaitIdle();
        MemorySlates.get(slates.client.erase(Slate.at("a")));

        slates.ask("a", Slate.pass("b", "second"));
        kernel.awaitIdle();

        assertThat(slates.read("b", "notes")).isEqualTo("first|second");
    }

    @Test
    @DisplayName("a long life leaves a journal of bounded length, and its state (DESIGN §3)")
    void trims() {
        try (var short_ = new MemorySlates(
                "perdure { kernel { snapshot-after-events = 10, fence-for = 0s }, entities.history.max-steps = 10 }")) {
            for (int i = 0; i < 100; i++) {
                short_.ask("long", Slate.add(1));
                short_.kernel.advance(Duration.ofSeconds(1));
            }
            var kept = MemorySlates.get(short_.client.history(Slate.at("long"), Long.MAX_VALUE, 1_000));
            short_.kernel.crash();

            assertThat(kept).hasSizeBetween(10, 40);
            assertThat(short_.read("long", "sum")).isEqualTo("100");
        }
    }

    @Test
    @DisplayName("a kind that nobody serves is refused to clients")
    void unserved() {
        var to = new Address("other", "t", "a");

        assertThat(slates.client.request(to, Slate.add(1), null, null))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("'other'");
    }

    @Test
    @DisplayName("what cannot be written to the journal ends the kernel, and everybody hears why")
    void cannot_be_written() {
        var broken = new MemoryKernel(MemorySlates.config(""), MemorySlates.NOON).serve(new Unwritable());
        var asked = broken.client().request(new Address(Unwritable.KIND, "t", "a"), Slate.add(1), null, null);

        assertThatThrownBy(broken::awaitIdle).hasMessageContaining("Cannot write StepEvent for the journal");
        assertThat(asked).isCompletedExceptionally();
        assertThatThrownBy(broken::awaitIdle).hasMessageContaining("Cannot write StepEvent for the journal");
    }

    @Test
    @DisplayName("its own thread must not wait for itself")
    void no_waiting_within() {
        // More than once: what follows an answer that is there already runs on this thread, which may wait.
        Awaitility.await()
                .untilAsserted(() -> assertThat(slates.send("a", Slate.add(1)).thenRun(kernel::awaitIdle))
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withMessageContaining("wait for itself"));
    }

    private List<InstanceRow> rows() {
        return MemorySlates.get(
                slates.client.query(new InstanceQuery(Slate.KIND, null, null, null, Set.of(), null, null, null, 100)));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

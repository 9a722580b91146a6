package io.perdure.kernel;

import static io.perdure.kernel.KernelNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.perdure.failures.RefusedException;
import io.perdure.kernel.store.InstanceQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the kernel does on every store; each store has a subclass that says where it is. */
abstract class KernelContract {

    private KernelNode node;

    /** Settings of an empty store that survives a restart of the node. */
    abstract Config freshStore();

    private Config config;

    @BeforeEach
    void start() {
        config = freshStore();
        node = new KernelNode(config);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void restart() {
        node.close();
        node = new KernelNode(config);
    }

    @Test
    @DisplayName("§3: a request is answered after its step, and a restart finds the state")
    void survives_restart() {
        assertThat(node.ask("a", Slate.add(5)).result()).isEqualTo("5");

        restart();

        assertThat(node.read("a", "sum")).isEqualTo("5");
        assertThat(node.ask("a", Slate.add(1)).result()).isEqualTo("6");
    }

    @Test
    @DisplayName("§3: requests that wait together become few journal rows")
    void batches() {
        node.ask("hot", Slate.add(0));
        var answers = IntStream.range(0, 1000)
                .mapToObj(i -> node.client.request(Slate.at("hot"), Slate.add(1), null, null))
                .toList();
        answers.forEach(KernelNode::get);

        var view = get(node.client.read(Slate.at("hot"), Message.of("read", "sum", null)));

        assertThat(view.answer().result()).isEqualTo("1000");
        assertThat(view.version()).as("journal rows for 1,001 requests").isLessThan(400);
    }

    @Test
    @DisplayName("§3.1: messages arrive once and in order, though the sender leaves memory and the node restarts")
    void fifo_over_restart() {
        var sent = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            node.ask("sender", Slate.pass("receiver", "n" + i));
            sent.add("n" + i);
            if (i == 25) {
                restart();
            }
        }

        await().untilAsserted(() -> assertThat(node.read("receiver", "notes")).isEqualTo(String.join("|", sent)));
    }

    @Test
    @DisplayName("§3.1: a request id makes a retry harmless, also after a restart")
    void request_id() {
        var first = get(node.client.request(Slate.at("r"), Slate.add(7), "req-1", null));
        restart();
        var retry = get(node.client.request(Slate.at("r"), Slate.add(7), "req-1", null));

        assertThat(retry).isEqualTo(first);
        assertThat(node.read("r", "sum")).isEqualTo("7");
    }

    @Test
    @DisplayName("§3.2: what was acknowledged is in the index; a read creates nothing (E-15)")
    void index_shows_what_was_acknowledged() {
        node.ask("there", Slate.add(1));
        node.read("not-there", "sum");

        var rows = get(node.client.query(query()));

        assertThat(rows).extracting(row -> row.address().key()).containsExactly("there");
    }

    @Test
    @DisplayName("§3.2: a due time is kept in memory and over a restart, never early")
    void wakes_when_due() {
        Instant due = Instant.now().plusMillis(1500);
        node.ask("bell", new Message("do", "ring", null, due.toEpochMilli(), Map.of()));

        restart();

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(node.read("bell", "notes")).isEqualTo("ring");
            assertThat(Instant.now()).isAfterOrEqualTo(due);
        });
    }

    @Test
    @DisplayName("§3.2: a crash strands nobody: a message under way is delivered after the restart, unasked")
    void waker_finishes_deliveries() {
        node.ask("s", Slate.pass("t", "hello"));
        restart();

        await().untilAsserted(() -> assertThat(node.read("t", "notes")).isEqualTo("hello"));
    }

    @Test
    @DisplayName("§3: a long life leaves a journal of bounded length, and its state")
    void trims() {
        for (int i = 0; i < 1200; i++) {
            node.ask("long", Slate.add(1));
        }

        await().untilAsserted(() -> assertThat(get(node.client.history(Slate.at("long"), Long.MAX_VALUE, 5000)))
                .as("rows that are kept of 1,200")
                .hasSizeLessThan(600));
        restart();
        assertThat(node.read("long", "sum")).isEqualTo("1200");
    }

    @Test
    @DisplayName("§3: an idle instance leaves memory and comes back with its state (E-18)")
    void passivates() {
        node.ask("idle", Slate.add(3));

        await().untilAsserted(() -> assertThat(loaded()).isEmpty());

        assertThat(node.read("idle", "sum")).isEqualTo("3");
    }

    @Test
    @DisplayName("a logic that refuses: clients hear why, nothing is journaled, and later work goes on")
    void refuses() {
        node.ask("x", Slate.add(1));

        var refused = node.client.request(Slate.at("x"), Message.of("do", "refuse", null), null, null);

        assertThat(refused)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RefusedException.class)
                .withMessage("as asked");
        assertThat(node.ask("x", Slate.add(1)).result()).isEqualTo("2");
    }

    @Test
    @DisplayName("E-108: an erased instance is gone from journal and index, and starts anew")
    void erases() {
        node.ask("gone", Slate.add(9));

        assertThat(get(node.client.erase(Slate.at("gone")))).isTrue();

        assertThat(node.ask("gone", Slate.add(1)).result()).isEqualTo("1");
        assertThat(get(node.client.erase(Slate.at("never")))).isFalse();
    }

    @Test
    @DisplayName("what a step asks of its live side runs after the commit; a later step has its result and answers")
    void errand() {
        var answer = errand("done", null);
        assertThat(answer).isNotDone();

        node.runErrand();

        assertThat(get(answer).result()).isEqualTo("\"done\"");
        assertThat(node.read("runner", "notes")).isEqualTo("done");
    }

    @Test
    @DisplayName("§3.2: a crash strands no work: it begins anew after the restart, unasked, and once")
    void errand_over_restart() {
        errand("done", "e-1");
        await().untilAsserted(() -> assertThat(node.slate.errands).hasSize(1));
        restart();

        var again = errand("done", "e-1");
        node.runErrand();

        assertThat(get(again).result()).isEqualTo("\"done\"");
        assertThat(get(errand("done", "e-1")).result()).isEqualTo("\"done\"");
        assertThat(node.read("runner", "notes")).isEqualTo("done");
    }

    @Test
    @DisplayName("a busy instance stays in memory, and leaves it when its work is done")
    void busy_stays() {
        node.ask("idle", Slate.add(1));
        errand("done", null);
        await().untilAsserted(() -> assertThat(loaded()).containsExactly("slate@t@runner"));

        node.runErrand();

        await().untilAsserted(() -> assertThat(loaded()).isEmpty());
        assertThat(node.slate.errands).isEmpty();
    }

    private CompletableFuture<Response> errand(String text, @Nullable String requestId) {
        return node.client.request(Slate.at("runner"), Slate.errand(text), requestId, Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("who waits is answered by the commit that makes the answer, be the instance there yet or not")
    void awaits() {
        var waiting = awaitSum("later", 3, 20_000);
        node.ask("later", Slate.add(1));
        assertThat(waiting).isNotDone();

        node.ask("later", Slate.add(2));

        assertThat(get(waiting).answer().result()).isEqualTo("3");
        assertThat(get(waiting).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("waiting for an instance that is not there creates nothing, and ends with null (E-15)")
    void awaits_in_vain() {
        assertThat(get(awaitSum("never", 1, 100))).isNull();
        assertThat(get(awaitSum("never", 1, 0))).isNull();

        assertThat(get(node.client.query(query()))).isEmpty();
    }

    @Test
    @DisplayName("who waits goes on doing so when the instance leaves memory")
    void awaits_over_lives() {
        node.ask("phoenix", Slate.add(1));
        var waiting = awaitSum("phoenix", 3, 20_000);
        get(node.client.erase(Slate.at("phoenix")));

        node.ask("phoenix", Slate.add(3));

        assertThat(get(waiting).version()).isEqualTo(1);
    }

    @Test
    @DisplayName("§10: a new instance is created unread, and lives on as any other")
    void creates() {
        assertThat(create("new", Slate.add(5)).result()).isEqualTo("5");
        assertThat(node.ask("new", Slate.add(1)).result()).isEqualTo("6");

        restart();

        assertThat(node.read("new", "sum")).isEqualTo("6");
    }

    @Test
    @DisplayName("§10: what is created though it is there already loses nothing, loaded or not")
    void creates_what_is_there() {
        node.ask("there", Slate.add(5));
        assertThat(create("there", Slate.add(1)).result()).isEqualTo("6");
        await().untilAsserted(() -> assertThat(loaded()).isEmpty());

        assertThat(create("there", Slate.add(1)).result()).isEqualTo("7");

        assertThat(node.read("there", "sum")).isEqualTo("7");
    }

    private Response create(String key, Message message) {
        return get(node.client.create(Slate.at(key), message, Duration.ofSeconds(20)));
    }

    @Test
    @DisplayName("an instance is erased at the version that the caller has seen, and not when it has moved on")
    void erases_what_was_seen() {
        node.ask("seen", Slate.add(1));
        node.ask("seen", Slate.add(1));

        assertThat(get(node.client.erase(Slate.at("seen"), 1))).isFalse();
        assertThat(get(node.client.erase(Slate.at("seen"), 2))).isTrue();

        assertThat(get(node.client.query(query()))).isEmpty();
    }

    private CompletableFuture<DurableClient.View> awaitSum(String key, long atLeast, long millis) {
        return node.client.await(
                Slate.at(key), Message.of("read", "sum", Long.toString(atLeast)), Duration.ofMillis(millis));
    }

    private List<String> loaded() {
        return KernelActors.loaded(node.system, Slate.KIND);
    }

    private static InstanceQuery query() {
        return new InstanceQuery(Slate.KIND, null, null, null, Set.of(), null, null, null, 100);
    }

    static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}

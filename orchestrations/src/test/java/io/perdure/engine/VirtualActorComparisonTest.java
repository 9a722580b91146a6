package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.DurableModule;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that need two nodes (E-114, E-120) are in {@link TwoNodesTest}, kill -9 (E-118) is in the gateway's WorkloadIT. */
@DisplayName("Entities beside virtual actors")
class VirtualActorComparisonTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    @DisplayName("E-115 serial execution: 1,000 parallel adds give the exact sum")
    void serial() {
        try (var node = TestNode.onH2(data, Samples::register)) {
            var id = Samples.counter("hot");
            var adds = IntStream.rangeClosed(1, 1_000)
                    .mapToObj(n -> node.entities.call(id, "add", n, Integer.class))
                    .toList();
            adds.forEach(TestNode::get);

            assertThat(node.call(id, "get", null)).isEqualTo(500_500);
            assertThat(adds.stream().map(CompletableFuture::join).distinct()).hasSize(1_000);
        }
    }

    @Test
    @DisplayName("E-116 implicit creation: the first signal works")
    void implicit_creation() {
        try (var node = TestNode.onH2(data, Samples::register)) {
            assertThat(node.read(Samples.counter("new"), Integer.class)).isNull();

            node.signal(Samples.counter("new"), "add", 3);

            assertThat(node.read(Samples.counter("new"), Integer.class)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("E-117 garbage-collected when unused: an idle entity leaves memory and comes back with its state")
    void garbage_collected() {
        try (var node = TestNode.onH2(data, Samples::register, "perdure.kernel.passivate-after = 300 ms")) {
            node.signal(Samples.counter("a"), "add", 3);
            assertThat(node.loaded()).isEqualTo(1);

            Awaitility.await().atMost(SOON).until(() -> node.loaded() == 0);

            assertThat(node.call(Samples.counter("a"), "add", 1)).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("E-118 durability: what was accepted is there after a restart")
    void durability() {
        try (var node = TestNode.onH2(data, Samples::register)) {
            node.signal(Samples.counter("a"), "add", 3);
        }
        try (var node = TestNode.onH2(data, Samples::register)) {
            assertThat(node.read(Samples.counter("a"), Integer.class)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("E-119 no request time-outs: a message waits for its busy receiver, over a restart too")
    void no_time_out() {
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var log = EntityId.of("Slow", "a");
        DurableModule module = registry -> registry.entity("Slow", context -> {
                    if (context.operation().equals("wait")) {
                        busy.countDown();
                        free.await();
                    }
                    context.setState(context.state(Integer.class, () -> 0) + 1);
                    return null;
                })
                .entity("Sender", context -> {
                    context.signal(log, context.operation(), null);
                    return null;
                });
        String impatient = "perdure { close-timeout = 1 s, kernel.stop-timeout = 200 ms }";
        try (var node = TestNode.onH2(data, module, impatient)) {
            node.signal(Samples.sender("a"), "wait", null);
            Awaitility.await().atMost(SOON).until(() -> busy.getCount() == 0);
            node.signal(Samples.sender("b"), "go", null);
        }
        free.countDown();
        try (var node = TestNode.onH2(data, module)) {
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(node.read(log, Integer.class)).isEqualTo(2));
        }
    }

    @Test
    @DisplayName("E-121 no deadlock: a cycle of entities that wait for each other's messages runs to its end")
    void no_deadlock() {
        DurableModule module = registry -> registry.entity("Ring", context -> {
            int left = context.input(Integer.class);
            context.setState(context.state(Integer.class, () -> 0) + 1);
            if (left > 1) {
                String next = Integer.toString((Integer.parseInt(context.id().key()) + 1) % 3);
                context.signal(EntityId.of("Ring", next), "pass", left - 1);
            }
            return null;
        });
        try (var node = TestNode.onH2(data, module)) {
            for (int start = 0; start < 3; start++) {
                node.signal(EntityId.of("Ring", Integer.toString(start)), "pass", 60);
            }
            for (int member = 0; member < 3; member++) {
                var id = EntityId.of("Ring", Integer.toString(member));
                Awaitility.await().atMost(SOON).until(() -> Integer.valueOf(60).equals(node.read(id, Integer.class)));
            }
        }
    }

    @Test
    @DisplayName("E-122 request/response only from orchestrations: an entity's context has nothing that answers")
    void no_calls() {
        assertThat(Arrays.stream(EntityContext.class.getMethods()).map(Method::getName))
                .contains("signal")
                .noneMatch(name -> name.startsWith("call") || name.startsWith("lock"));
        assertThat(Arrays.stream(EntityContext.class.getMethods()).map(Method::getReturnType))
                .noneMatch(CompletionStage.class::isAssignableFrom);
    }
}

package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.RequestOptions;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.kernel.store.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two nodes of one cluster")
class TwoNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 20;

    private TestNode first;
    private TestNode second;

    @BeforeEach
    void start() {
        // The first is the oldest and stays; so the second can be lost without anybody asking who is right.
        Config config = ConfigFactory.parseString("""
                        akka.cluster.split-brain-resolver {
                          active-strategy = keep-oldest
                          stable-after = 2s
                          keep-oldest.down-if-alone = off
                        }
                        akka.cluster.failure-detector.acceptable-heartbeat-pause = 2s
                        akka.cluster.down-removal-margin = 500ms
                        perdure.messaging.first-resend = 200 ms
                        perdure.client.deadline = 10 s
                        """).withFallback(TestPostgres.freshDatabase());
        first = TestNode.start(config, Samples::register);
        second = TestNode.start(
                config, Samples::register, "akka.cluster.seed-nodes = [\"%s\"]".formatted(address(first)));
        Awaitility.await().atMost(SOON).until(() -> members(first) == 2 && members(second) == 2);
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
    }

    @Test
    @DisplayName("E-114 addressable by id: from either node the same id reaches one state")
    void one_state() {
        var nodes = List.of(first, second);
        var calls = IntStream.range(0, 200)
                .mapToObj(n -> nodes.get(n % 2).entities.call(Samples.counter("k" + n % KEYS), "add", 1, Integer.class))
                .toList();
        calls.forEach(TestNode::get);

        for (int key = 0; key < KEYS; key++) {
            var id = Samples.counter("k" + key);
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.read(id, Integer.class)).isEqualTo(200 / KEYS));
        }
        assertThat(nodes).allSatisfy(node -> assertThat(node.loaded()).isPositive());
    }

    @Test
    @DisplayName("E-120 FIFO: numbered signals arrive in order and once, although a node is lost and deliveries repeat")
    void order_over_failover() {
        var sent = new ArrayList<>(Collections.nCopies(KEYS, 0));
        for (int round = 0; round < 5; round++) {
            for (int key = 0; key < KEYS; key++) {
                sent.set(key, first.call(Samples.sender("k" + key), "send", 10));
            }
        }
        // As a crash: it says goodbye to nobody, and what it ran, these included or not, is in mid-air.
        for (int key = 0; key < KEYS; key++) {
            var unused = first.entities.signal(Samples.sender("k" + key), "send", 10);
            sent.set(key, sent.get(key) + 10);
        }
        second.perdure.system().terminate();
        for (int key = 0; key < KEYS; key++) {
            int last = sendAgain("k" + key);
            var log = Samples.log("k" + key);
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(first.read(log, Integer[].class))
                            .containsExactly(
                                    IntStream.rangeClosed(1, last).boxed().toArray(Integer[]::new)));
            assertThat(last).isIn(sent.get(key), sent.get(key) + 10);
        }
    }

    @Test
    @DisplayName("a call with a request id is answered once, although the node that it went to is lost with it")
    void call_over_failover() {
        second.perdure.system().terminate();

        var calls = IntStream.range(0, KEYS)
                .mapToObj(key -> first.entities.call(
                        Samples.counter("k" + key),
                        "add",
                        1,
                        Integer.class,
                        patient().withRequestId("once")))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(TestNode.get(call)).isEqualTo(1));
    }

    @Test
    @DisplayName("a call without one is done once, or its client hears that nobody knows; long before its deadline")
    void unknown_over_failover() {
        second.perdure.system().terminate();

        var calls = IntStream.range(0, KEYS)
                .mapToObj(key -> first.entities.call(Samples.counter("k" + key), "add", 1, Integer.class, patient()))
                .toList();

        for (int key = 0; key < KEYS; key++) {
            var call = calls.get(key);
            boolean known = isKnown(call);
            var sum = first.entities.read(Samples.counter("k" + key), Integer.class);
            if (known) {
                assertThat(TestNode.get(sum)).hasValue(1);
            } else {
                assertThat(TestNode.get(sum).orElse(0)).isIn(0, 1);
            }
        }
    }

    /** Longer than a test waits for an answer. */
    private static RequestOptions patient() {
        return RequestOptions.DEFAULT.within(Duration.ofMinutes(5));
    }

    private static boolean isKnown(CompletableFuture<Integer> call) {
        try {
            return TestNode.get(call) == 1;
        } catch (OutcomeUnknownException unknown) {
            return false;
        }
    }

    /** As a client does while a node is lost: repeats its request with the same id until it has an answer. */
    private int sendAgain(String key) {
        var once = RequestOptions.DEFAULT.withRequestId("again");
        var last = new AtomicInteger();
        Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> {
            last.set(TestNode.get(first.entities.call(Samples.sender(key), "send", 10, Integer.class, once)));
            return true;
        });
        return last.get();
    }

    private static String address(TestNode node) {
        return Cluster.get(node.perdure.system()).selfMember().address().toString();
    }

    private static int members(TestNode node) {
        int up = 0;
        for (var member : Cluster.get(node.perdure.system()).state().getMembers()) {
            up += member.status().equals(akka.cluster.MemberStatus.up()) ? 1 : 0;
        }
        return up;
    }
}

package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.RequestOptions;
import io.perdure.kernel.store.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
                        perdure.client.deadline = 2 s
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

package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.PerdureConfig;
import io.perdure.kernel.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Activities in a cluster of three")
class ThreeNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private List<ActorSystem<Void>> systems;

    @BeforeEach
    void start() {
        // The first is the oldest and stays on its own side; so others can be lost without anybody asking who is right.
        Config config = ConfigFactory.parseString("""
                akka.cluster.split-brain-resolver {
                  active-strategy = keep-oldest
                  stable-after = 2s
                  keep-oldest.down-if-alone = off
                }
                akka.cluster.failure-detector.acceptable-heartbeat-pause = 2s
                akka.cluster.down-removal-margin = 500ms
                akka.coordinated-shutdown { run-by-actor-system-terminate = off, run-by-jvm-shutdown-hook = off }
                """);
        ActorSystem<Void> first = member(config);
        String seed = Cluster.get(first).selfMember().address().toString();
        Config joining = ConfigFactory.parseString("akka.cluster.seed-nodes = [\"%s\"]".formatted(seed))
                .withFallback(config);
        systems = List.of(first, member(joining), member(joining));
        Awaitility.await().atMost(SOON).until(() -> systems.stream().allMatch(system -> membersUp(system) == 3));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        systems.forEach(ActorSystem::terminate);
    }

    private static ActorSystem<Void> member(Config config) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "perdure", PerdureConfig.withDefaults(config));
        Membership.join(system, SOON);
        return system;
    }

    private static long membersUp(ActorSystem<?> system) {
        return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    /** Has {@code Wait}, which tells the node when the gate is open. */
    private TestActivityNode worker(String name, int places, ActorSystem<?> system) {
        return new TestActivityNode(places)
                .with("Wait", (context, input) -> {
                    begun.add(name);
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        cancelled.add(name);
                    }
                    return name;
                })
                .on(system);
    }

    @Test
    @DisplayName("O-32 a fan-out that one node cannot hold runs on all of them")
    void spill_over() {
        var a = worker("a", 2, systems.get(0));
        worker("b", 2, systems.get(1));
        worker("c", 2, systems.get(2));

        var all = IntStream.range(0, 20).mapToObj(n -> a.start("Wait", "\"x\"")).toList();

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(begun).containsExactlyInAnyOrder("a", "b", "c"));
        gate.countDown();
        assertThat(all.stream().map(TestPool.Started::result)).hasSize(20).contains("\"a\"", "\"b\"", "\"c\"");
    }

    @Test
    @DisplayName("O-39 an activity whose node dies runs at another")
    void worker_dies() {
        var owner = new TestActivityNode(1, SOON).on(systems.get(0));
        worker("b", 1, systems.get(1));
        var call = owner.start("Wait", "\"x\"");
        Awaitility.await().atMost(SOON).until(() -> begun.contains("b"));
        worker("c", 1, systems.get(2));

        systems.get(1).terminate(); // as a crash: it says goodbye to nobody

        Awaitility.await().atMost(SOON).until(() -> begun.contains("c"));
        gate.countDown();
        assertThat(call.result()).isEqualTo("\"c\"");
    }

    @Test
    @DisplayName("what runs for a node that dies is cancelled: its instances start it again elsewhere")
    void owner_dies() {
        worker("a", 1, systems.get(0));
        var owner = new TestActivityNode(1, SOON).on(systems.get(1));
        owner.start("Wait", "\"x\"");
        Awaitility.await().atMost(SOON).until(() -> begun.contains("a"));

        systems.get(1).terminate();

        Awaitility.await().atMost(SOON).until(() -> cancelled.contains("a"));
    }
}

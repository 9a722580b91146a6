package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.Registry;
import io.perdure.entities.EntityId;
import io.perdure.kernel.store.TestPostgres;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.WaitingFor;
import io.perdure.orchestrations.WaitingFor.ActivityPlace;
import io.perdure.orchestrations.WaitingFor.ActivityResult;
import io.perdure.orchestrations.WaitingFor.EntityLock;
import io.perdure.orchestrations.WaitingFor.ExternalEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Enough instances that some live on each node; whoever is asked, the answer is the same. */
@DisplayName("Questions about instances of the other node")
class QuestionsAcrossNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int INSTANCES = 8;
    private static final CountDownLatch GATE = new CountDownLatch(1);

    private static TestNode first;
    private static TestNode second;

    @BeforeAll
    static void start() {
        Config config = ConfigFactory.parseString("""
                        perdure.activities { max-concurrent = 1, cluster.report-interval = 50 ms }
                        perdure.messaging.first-resend = 200 ms
                        """).withFallback(TestPostgres.freshDatabase());
        first = TestNode.start(config, QuestionsAcrossNodesTest::register);
        var address = Cluster.get(first.perdure.system()).selfMember().address();
        second = TestNode.start(
                config, QuestionsAcrossNodesTest::register, "akka.cluster.seed-nodes = [\"%s\"]".formatted(address));
        Awaitility.await().atMost(SOON).until(() -> up(first) == 2 && up(second) == 2);
    }

    @AfterAll
    static void stop() {
        GATE.countDown();
        second.close();
        first.close();
    }

    private static long up(TestNode node) {
        return StreamSupport.stream(
                        Cluster.get(node.perdure.system()).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    private static void register(Registry registry) {
        registry.orchestrator("Hold", String.class, (context, key) -> {
                    try (var section = context.lock(EntityId.of("Counter", key)).await()) {
                        context.setCustomStatus("held");
                        return context.waitForExternalEvent("go", String.class).await();
                    }
                })
                .orchestrator(
                        "Two",
                        Void.class,
                        (context, nothing) -> DurableTask.allOf(List.of(
                                        context.callActivity("Gate", null, String.class),
                                        context.callActivity("Gate", null, String.class)))
                                .await())
                .activity("Gate", Void.class, (context, nothing) -> {
                    GATE.await();
                    return null;
                })
                .entity("Counter", context -> null);
    }

    private static List<WaitingFor> waits(TestNode node, String id) {
        return TestNode.get(node.perdure.orchestrations().waitingFor(id));
    }

    private static void startAll(String prefix, String key) {
        for (int i = 0; i < INSTANCES; i++) {
            var options = InstanceOptions.DEFAULT.withInstanceId(prefix + i);
            TestNode.get(first.perdure.orchestrations().start("Hold", key + i, options));
        }
    }

    @Test
    @DisplayName("what it waits for, and who holds the entity, is the same from everywhere")
    void same_answer() {
        startAll("holder-", "w");
        for (int i = 0; i < INSTANCES; i++) {
            String id = "holder-" + i;
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> waits(first, id).stream().anyMatch(ExternalEvent.class::isInstance));
        }
        startAll("waiter-", "w");

        for (int i = 0; i < INSTANCES; i++) {
            String holder = "holder-" + i;
            String waiter = "waiter-" + i;
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(waits(second, waiter))
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    EntityLock.class,
                                    lock -> assertThat(lock.lockedBy()).isEqualTo(holder)));
            assertThat(waits(first, waiter)).isEqualTo(waits(second, waiter));
            assertThat(waits(second, holder)).isEqualTo(waits(first, holder)).hasSize(1);
        }
        assertThat(List.of(first, second))
                .allSatisfy(node -> assertThat(node.loaded("orchestration")).isPositive());
    }

    @Test
    @DisplayName("changes are told to both nodes")
    void changes() {
        startAll("changing-", "c");
        var known = new ArrayList<OrchestrationMetadata>();
        for (int i = 0; i < INSTANCES; i++) {
            String id = "changing-" + i;
            known.add(Awaitility.await()
                    .atMost(SOON)
                    .until(
                            () -> TestNode.get(first.perdure.orchestrations().get(id))
                                    .orElseThrow(),
                            now -> now.customStatusJson() != null));
        }
        var ended = new ArrayList<CompletableFuture<OrchestrationMetadata>>();
        for (OrchestrationMetadata now : known) {
            for (TestNode node : List.of(first, second)) {
                ended.add(node.perdure.orchestrations().waitForChange(now.instanceId(), now.statusVersion(), SOON));
            }
        }

        for (OrchestrationMetadata now : known) {
            TestNode.get(second.perdure.orchestrations().raiseEvent(now.instanceId(), "go", "x"));
        }

        assertThat(ended)
                .allSatisfy(change -> assertThat(TestNode.get(change).status()).isEqualTo(RuntimeStatus.Completed));
    }

    @Test
    @DisplayName("an activity that another node runs is shown there")
    void remote_activity() {
        var client = first.perdure.orchestrations();
        String id = TestNode.get(client.start("Two", null));

        var nodes = IntStream.range(0, 2)
                .mapToObj(n ->
                        List.of(first, second).get(n).perdure.system().address().hostPort())
                .toList();
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            var activities =
                    waits(second, id).stream().map(ActivityResult.class::cast).toList();
            assertThat(activities)
                    .extracting(ActivityResult::place)
                    .containsExactlyInAnyOrder(ActivityPlace.RUNNING, ActivityPlace.REMOTE);
            assertThat(activities).extracting(ActivityResult::node).containsExactlyInAnyOrderElementsOf(nodes);
        });
    }

    @Test
    @DisplayName("a count has the instances of both nodes")
    void count() {
        startAll("counted-", "n");

        var query = OrchestrationQuery.ALL.withInstanceIdPrefix("counted-");

        assertThat(TestNode.get(second.perdure.orchestrations().count(query)).total())
                .isEqualTo(INSTANCES);
    }
}

package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.Registry;
import io.perdure.failures.BusyException;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node with as many activities waiting as may")
class NodeBehindTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST = 4;

    private final CountDownLatch gate = new CountDownLatch(1);

    @TempDir
    private Path data;

    private TestNode node;
    private OrchestrationClient client;

    @BeforeEach
    void fill() {
        node = TestNode.onH2(
                data,
                this::register,
                "perdure.activities { max-concurrent = 1, max-waiting = %d }".formatted(MOST),
                "perdure.messaging { first-resend = 100 ms, last-resend = 200 ms }");
        client = node.perdure.orchestrations();
        start("Parent", "parent");
        start("Many", "many");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> TestNode.get(client.start("Child", null)))
                        .isInstanceOf(BusyException.class));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        node.close();
    }

    private void register(Registry registry) {
        registry.orchestrator(
                        "Many",
                        Void.class,
                        (context, nothing) -> DurableTask.allOf(IntStream.rangeClosed(0, MOST)
                                        .mapToObj(n -> context.callActivity("Gate", null, Void.class))
                                        .toList())
                                .await())
                .orchestrator("Parent", Void.class, (context, nothing) -> {
                    context.waitForExternalEvent("go", Void.class).await();
                    return context.callSubOrchestrator("Child", null, String.class)
                            .await();
                })
                .orchestrator("Child", Void.class, (context, nothing) -> "from the child")
                .activity("Gate", Void.class, (context, nothing) -> {
                    gate.await();
                    return null;
                });
    }

    private void start(String orchestrator, String id) {
        TestNode.get(client.start(orchestrator, null, InstanceOptions.DEFAULT.withInstanceId(id)));
    }

    private OrchestrationMetadata ended(String id) {
        return TestNode.get(client.waitForCompletion(id, SOON));
    }

    @Test
    @DisplayName("accepts nothing of a start that it refuses, and says why")
    void refused() {
        assertThatThrownBy(() -> start("Child", "refused"))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("perdure.activities.max-waiting");

        assertThat(TestNode.get(client.get("refused"))).isEmpty();
    }

    @Test
    @DisplayName("starts again when fewer wait")
    void drained() {
        gate.countDown();
        ended("many");

        start("Child", "later");

        assertThat(ended("later").status()).isEqualTo(RuntimeStatus.Completed);
    }

    @Test
    @DisplayName("carries on what runs; a child begins when fewer wait")
    void children_wait() {
        TestNode.get(client.raiseEvent("parent", "go", null));
        Awaitility.await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> running("parent"));

        gate.countDown();

        assertThat(ended("parent").status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(ended("many").status()).isEqualTo(RuntimeStatus.Completed);
    }

    private boolean running(String id) {
        return TestNode.get(client.get(id)).orElseThrow().status() == RuntimeStatus.Running;
    }
}

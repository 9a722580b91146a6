package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes of a cluster of three that stop")
class StoppingNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What waits for a time-out takes longer than this; what does not, a tenth of it. */
    private static final Duration BEFORE_ANY_TIMEOUT = Duration.ofSeconds(40);

    private static final int KEYS = 100;

    private List<TestNode> nodes;

    @BeforeEach
    void start() {
        Config shared = ConfigFactory.parseString("""
                        perdure.close-timeout = 120 s
                        # One that falls into the stop of the last node waits for a coordinator that allocates nothing any more.
                        akka.cluster.sharded-daemon-process.keep-alive-interval = 1 h
                        akka.coordinated-shutdown.phases {
                          cluster-sharding-shutdown-region.timeout = 120 s
                          cluster-exiting.timeout = 120 s
                        }
                        """).withFallback(TestPostgres.freshDatabase());
        var first = TestNode.start(shared, Samples::register);
        String seed = "akka.cluster.seed-nodes = [\"%s\"]".formatted(self(first).address());
        nodes = List.of(
                first,
                TestNode.start(shared, Samples::register, seed),
                TestNode.start(shared, Samples::register, seed));
        Awaitility.await().atMost(SOON).until(() -> nodes.stream().allMatch(node -> membersUp(node) == nodes.size()));
        add(first).forEach(TestNode::get);
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    @DisplayName("together need not wait for each other's answers")
    void all_at_once() {
        assertTimeoutPreemptively(BEFORE_ANY_TIMEOUT, () -> closeTogether(nodes));
    }

    @Test
    @DisplayName("two at a time leave the third with all instances")
    void two_of_three() {
        assertTimeoutPreemptively(BEFORE_ANY_TIMEOUT, () -> closeTogether(nodes.subList(0, 2)));

        assertThat(add(nodes.get(2)))
                .allSatisfy(sum -> assertThat(TestNode.get(sum)).isEqualTo(2));
    }

    @Test
    @DisplayName("because the others have put them out have nothing to wait for, whatever is under way")
    void put_out() {
        var out = nodes.get(2);
        Cluster.get(nodes.get(0).perdure.system())
                .manager()
                .tell(new Down(self(out).address()));
        var unused = add(out);

        assertTimeoutPreemptively(BEFORE_ANY_TIMEOUT, () -> {
            out.perdure.system().getWhenTerminated().toCompletableFuture().join();
            out.close();
        });
    }

    /** Adds one to each key, at that node. */
    private static List<CompletableFuture<Integer>> add(TestNode at) {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> at.entities.call(Samples.counter("k" + key), "add", 1, Integer.class))
                .toList();
    }

    private static void closeTogether(List<TestNode> some) {
        some.stream()
                .map(node -> CompletableFuture.runAsync(node::close, work -> new Thread(work).start()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static akka.cluster.Member self(TestNode node) {
        return Cluster.get(node.perdure.system()).selfMember();
    }

    private static long membersUp(TestNode node) {
        var members = Cluster.get(node.perdure.system()).state().getMembers();
        return StreamSupport.stream(members.spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }
}

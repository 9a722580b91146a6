package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.ShardRegion.CurrentShardRegionState;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.HashCodeMessageExtractor;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§3: shards, with the allocation that is shipped")
class ShardSpreadTest {
    private static final EntityTypeKey<String> KEY = EntityTypeKey.create(String.class, "spread");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int SHARDS = shipped().getInt("perdure.kernel.shards");

    private final List<Node> nodes = new ArrayList<>();

    private record Node(ActorSystem<Void> system, ActorRef<ShardingEnvelope<String>> region) {
        int shards() {
            try {
                return AskPattern.<akka.cluster.sharding.typed.ClusterShardingQuery, CurrentShardRegionState>ask(
                                ClusterSharding.get(system).shardState(),
                                replyTo -> new GetShardRegionState(KEY, replyTo),
                                Duration.ofSeconds(10),
                                system.scheduler())
                        .toCompletableFuture()
                        .get()
                        .getShards()
                        .size();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.system().terminate());
    }

    @Test
    @DisplayName("are spread evenly, and a node that joins gets its share")
    void even() {
        start();
        start();
        awaitShares(SHARDS / 2);

        start();

        awaitShares(SHARDS / 3);
    }

    /** A shard that has moved is there with its first message. */
    private void awaitShares(int share) {
        await().atMost(SOON).untilAsserted(() -> {
            wakeAllShards();
            assertThat(counts()).allSatisfy(count -> assertThat(count).isBetween(share, share + 1));
        });
    }

    private List<Integer> counts() {
        return nodes.stream().map(Node::shards).toList();
    }

    private void wakeAllShards() {
        IntStream.range(SHARDS, 2 * SHARDS)
                .mapToObj(Character::toString) // whose hash code is its number: one for each shard
                .forEach(id -> nodes.get(0).region().tell(new ShardingEnvelope<>(id, "wake")));
    }

    private void start() {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "spread", shipped());
        var seed = nodes.isEmpty() ? system : nodes.get(0).system();
        Cluster.get(system)
                .manager()
                .tell(Join.create(Cluster.get(seed).selfMember().address()));
        var entity = Entity.of(KEY, context -> Behaviors.receiveMessage(wake -> Behaviors.<String>same()))
                .withMessageExtractor(new HashCodeMessageExtractor<String>(SHARDS));
        nodes.add(new Node(system, ClusterSharding.get(system).init(entity)));
    }

    private static Config shipped() {
        return ConfigFactory.parseString("""
                        akka.cluster.sharding.rebalance-interval = 1 second
                        akka.coordinated-shutdown.run-by-actor-system-terminate = off
                        """)
                .withFallback(ConfigFactory.parseResources("perdure-akka.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}

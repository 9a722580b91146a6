package io.perdure.kernel;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which instances are in memory. */
final class KernelActors {
    private KernelActors() {}

    static List<String> loaded(ActorSystem<?> system, String kind) {
        var region = ClusterSharding.get(Adapter.toClassic(system)).shardRegion("perdure-" + kind);
        try {
            var state = (ShardRegion.CurrentShardRegionState)
                    Patterns.ask(region, ShardRegion.getShardRegionStateInstance(), Duration.ofSeconds(5))
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS);
            var all = new ArrayList<String>();
            state.getShards().forEach(shard -> all.addAll(shard.getEntityIds()));
            return all;
        } catch (Exception e) {
            throw new AssertionError("The shard region does not answer", e);
        }
    }
}

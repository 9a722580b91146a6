package io.perdure.engine;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ShardRegion.CurrentShardRegionState;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.Perdure;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One Perdure for a test, and answers without ceremony. */
final class TestNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    final Perdure perdure;
    final EntityClient entities;

    private TestNode(Config config, DurableModule module) {
        perdure = Perdure.builder().modules(List.of(module)).config(config).start();
        entities = perdure.entities();
    }

    /** On H2 files; what {@code settings} say wins. */
    static TestNode onH2(Path data, DurableModule module, String... settings) {
        return start(
                ConfigFactory.parseString("perdure { data = \"%s\", h2.durability = process }".formatted(data)),
                module,
                settings);
    }

    static TestNode start(Config config, DurableModule module, String... settings) {
        return new TestNode(
                ConfigFactory.parseString(String.join("\n", settings)).withFallback(config), module);
    }

    void signal(EntityId id, String operation, Object input) {
        get(entities.signal(id, operation, input));
    }

    int call(EntityId id, String operation, Object input) {
        return get(entities.call(id, operation, input, Integer.class));
    }

    /** The state; null when there is none. */
    <T> T read(EntityId id, Class<T> type) {
        return get(entities.read(id, type)).orElse(null);
    }

    /** How many entities are in this node's memory. */
    int loaded() {
        return loaded("entity");
    }

    /** How many instances of a kind are in this node's memory. */
    int loaded(String kind) {
        ActorSystem<?> system = perdure.system();
        var key = EntityTypeKey.create(Object.class, "perdure-" + kind);
        var state = AskPattern.<akka.cluster.sharding.typed.ClusterShardingQuery, CurrentShardRegionState>ask(
                ClusterSharding.get(system).shardState(),
                replyTo -> new GetShardRegionState(key, replyTo),
                PATIENCE,
                system.scheduler());
        return get(state.toCompletableFuture()).getShards().stream()
                .mapToInt(shard -> shard.getEntityIds().size())
                .sum();
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        perdure.close();
    }
}

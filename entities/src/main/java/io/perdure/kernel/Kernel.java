package io.perdure.kernel;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.pattern.Patterns;
import com.typesafe.config.Config;
import io.perdure.kernel.store.Store;
import io.perdure.kernel.store.StoreExtension;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs durable actors on one node: a shard region per logic, the index writer, the trimmer and its share of the wakers.
 * Start it once per actor system, after the store has been installed with the journal plugin. Thread-safe.
 */
public final class Kernel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);
    private static final int BLOCKING_THREADS = 4;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final ActorSystem<?> system;
    private final IndexWriter writer;
    private final Trimmer trimmer;
    private final ExecutorService blocking;
    private final KernelClient client;
    private final Post post;
    private final Store store;

    /**
     * Starts the kernel.
     *
     * @param perdure the {@code perdure} section of the configuration
     * @throws IllegalArgumentException when a setting is wrong
     */
    public static Kernel start(ActorSystem<?> system, Config perdure, Store store, List<DurableLogic<?, ?>> logics) {
        return new Kernel(system, KernelSettings.of(perdure), store, logics);
    }

    /** Reads the kernel's settings, given the section {@code perdure}, and does nothing with them. */
    public static void check(SettingsReader perdure) {
        KernelSettings.read(perdure);
    }

    private Kernel(ActorSystem<?> system, KernelSettings settings, Store store, List<DurableLogic<?, ?>> logics) {
        this.system = system;
        this.store = store;
        var threads = new AtomicInteger();
        blocking = Executors.newFixedThreadPool(BLOCKING_THREADS, work -> {
            var thread = new Thread(work, "perdure-query-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        writer = new IndexWriter(store.index(), settings.hub(), settings.indexInterval());
        trimmer = new Trimmer(store.journal(), settings.hub());
        post = new Post();
        Map<String, KernelCodec<?, ?>> codecs = new HashMap<>();
        for (DurableLogic<?, ?> logic : logics) {
            codecs.put(logic.kind(), serve(system, settings, logic, post));
        }
        var underWay = new UnderWay();
        client = new KernelClient(system, settings, post, store, writer, blocking, underWay, codecs);
        system.systemActorOf(
                Resender.create(underWay, post, settings.askAgainAfter()), "perdure-resender", Props.empty());
        var waker = new Waker.Parts(
                store.index(),
                settings.hub(),
                post,
                blocking,
                settings.wakerInterval(),
                settings.wakerRescan(),
                blocking::isShutdown);
        ShardedDaemonProcess.get(system)
                .init(
                        Waker.Command.class,
                        "perdure-waker",
                        settings.wakers(),
                        number -> Waker.create(waker, number, settings.wakers()));
    }

    private <S, D> KernelCodec<S, D> serve(
            ActorSystem<?> system, KernelSettings settings, DurableLogic<S, D> logic, Post post) {
        var codec = new KernelCodec<>(logic);
        var parts = new DurableActor.Parts<>(
                logic,
                codec,
                settings,
                post,
                writer,
                trimmer,
                StoreExtension.freshJournals(system),
                FrameLimit.of(system.settings().config()));
        var key = EntityTypeKey.create(Command.class, "perdure-" + logic.kind());
        var entity = Entity.of(key, context -> DurableActor.create(Address.parse(context.getEntityId()), parts))
                .withStopMessage(DurableActor.Stop.NOW)
                .withEntityProps(dispatcher(system, logic.kind()))
                .withMessageExtractor(new Routing(settings.shards()));
        post.open(logic.kind(), ClusterSharding.get(system).init(entity));
        return codec;
    }

    private static DispatcherSelector dispatcher(ActorSystem<?> system, String kind) {
        String path = "perdure.kernel.dispatchers." + kind;
        return system.settings().config().hasPath(path)
                ? DispatcherSelector.fromConfig(path)
                : DispatcherSelector.defaultDispatcher();
    }

    public DurableClient client() {
        return client;
    }

    /** Completes after a round trip to the store. */
    public CompletableFuture<Void> ping() {
        return CompletableFuture.runAsync(store::ping, blocking);
    }

    /**
     * Takes no more requests of this node's clients and waits until those under way are answered. Nobody answers them once the
     * actor system has ended, as it does by itself when the others have put this node out. Blocking.
     */
    public void drain(Duration atMost) {
        client.close();
        long end = System.nanoTime() + atMost.toNanos();
        while (client.isAnyUnderWay() && !Membership.hasEnded(system) && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Lets go of this node's instances while the actor system lives on: each finishes its step and moves to another node.
     * Alone there is nobody to move to, and they just end; what is in flight is in the journal. Blocking.
     */
    public void leave(Duration atMost) {
        if (Membership.hasEnded(system)) {
            return;
        }
        if (Membership.isAlone(system)) {
            post.regions().forEach(region -> Adapter.toClassic(system).stop(Adapter.toClassic(region)));
            return;
        }
        var stopped = new ArrayList<CompletionStage<Boolean>>();
        for (var region : post.regions()) {
            var classic = Adapter.toClassic(region);
            stopped.add(Patterns.gracefulStop(classic, atMost, ShardRegion.gracefulShutdownInstance()));
        }
        for (var one : stopped) {
            try {
                one.toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException late) {
                LOG.warn("A shard region did not end within {}; what it ran is in the journal.", atMost);
            }
        }
    }

    /** Writes what the index still lacks; call it when no more work can come. */
    @Override
    public void close() {
        writer.close();
        trimmer.close();
        blocking.shutdown();
    }

    /** From address to shard: slices are spread over the shards and never change. */
    private static final class Routing extends ShardingMessageExtractor<Envelope, Command> {
        private final int shards;

        Routing(int shards) {
            this.shards = shards;
        }

        @Override
        public String entityId(Envelope envelope) {
            return envelope.to().text();
        }

        @Override
        public String shardId(String entityId) {
            return Integer.toString(Address.parse(entityId).slice() % shards);
        }

        @Override
        public Command unwrapMessage(Envelope envelope) {
            return envelope.command();
        }
    }
}

package io.perdure.benchmarks;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The HTTP floor: the requests of the benchmark, answered by a sharded actor that keeps a sum in memory and persists
 * nothing. What a node with the same doors cannot beat.
 */
@Command(name = "roof", hidden = true)
final class RoofServer implements Callable<Integer> {
    private static final EntityTypeKey<Add> SUMS = EntityTypeKey.create(Add.class, "sum");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A stage without an executor of its own starts a thread per stage on machines of two cores. */
    private static final Executor HERE = Runnable::run;

    @Spec
    private @Nullable CommandSpec spec;

    private record Add(long amount, ActorRef<Long> replyTo) {}

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("made without a command line");
        }
        ActorSystem<Void> system = start();
        InetSocketAddress address = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(new Handler(system)::handle)
                .toCompletableFuture()
                .join()
                .localAddress();
        spec.commandLine().getOut().println(Child.READY + "http://127.0.0.1:" + address.getPort());
        spec.commandLine().getOut().flush();
        system.getWhenTerminated().toCompletableFuture().join();
        return 0;
    }

    private static ActorSystem<Void> start() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "roof", ConfigFactory.load(ConfigFactory.parseResources("roof.conf")));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ActorRef<ShardingEnvelope<Add>> unused = ClusterSharding.get(system).init(Entity.of(SUMS, context -> sum(0)));
        return system;
    }

    private static Behavior<Add> sum(long value) {
        return Behaviors.receiveMessage(add -> {
            long sum = value + add.amount;
            add.replyTo.tell(sum);
            return sum(sum);
        });
    }

    private static final class Handler {
        private static final CompletableFuture<HttpResponse> NOT_FOUND =
                CompletableFuture.completedFuture(HttpResponse.create().withStatus(404));

        private final ActorSystem<Void> system;
        private final ClusterSharding sharding;

        Handler(ActorSystem<Void> system) {
            this.system = system;
            sharding = ClusterSharding.get(system);
        }

        CompletionStage<HttpResponse> handle(HttpRequest request) {
            String path = request.getUri().path();
            if (!path.startsWith(HttpRequests.COUNTERS)) {
                request.discardEntityBytes(system);
                return NOT_FOUND;
            }
            String rest = path.substring(HttpRequests.COUNTERS.length());
            int slash = rest.indexOf('/');
            String key = slash < 0 ? rest : rest.substring(0, slash);
            if (request.method().equals(HttpMethods.GET)) {
                return add(key, 0);
            }
            if (request.entity() instanceof HttpEntity.Strict body) {
                return add(key, Long.parseLong(body.getData().utf8String()));
            }
            return request.entity()
                    .toStrict(PATIENCE.toMillis(), system)
                    .thenComposeAsync(
                            body -> add(key, Long.parseLong(body.getData().utf8String())), HERE);
        }

        private CompletionStage<HttpResponse> add(String key, long amount) {
            return sharding.entityRefFor(SUMS, key)
                    .<Long>ask(replyTo -> new Add(amount, replyTo), PATIENCE)
                    .thenApplyAsync(Handler::answer, HERE);
        }

        private static HttpResponse answer(long sum) {
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Long.toString(sum)));
        }
    }
}

package io.perdure.kernel;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.Store;
import io.perdure.kernel.store.StoreExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real kernel on a real store in this JVM, with {@link Slate} as its logic. */
final class KernelNode implements AutoCloseable {
    final ActorSystem<Void> system;
    final Store store;
    final Slate slate;
    final Kernel kernel;
    final DurableClient client;

    KernelNode(Config config) {
        // As the runtime does it for systems of its own: a lone node need not hand over anything.
        var own = ConfigFactory.parseString("akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        Config all = config.withFallback(own)
                .withFallback(ConfigFactory.parseResources("perdure-akka.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        store = Store.open(all.getConfig("perdure"));
        system = ActorSystem.create(Behaviors.empty(), "kernel", all);
        StoreExtension.install(system, store);
        Membership.join(system, Duration.ofSeconds(20));
        slate = new Slate(system.executionContext()::execute);
        kernel = Kernel.start(system, all.getConfig("perdure"), store, List.of(slate));
        client = kernel.client();
    }

    Response ask(String key, Message message) {
        return get(client.request(Slate.at(key), message, null, Duration.ofSeconds(20)));
    }

    String read(String key, String what) {
        return get(client.read(Slate.at(key), Message.of("read", what, null)))
                .answer()
                .result();
    }

    /** Runs the next thing that a live side wants to run. */
    void runErrand() {
        try {
            slate.errands.poll(20, TimeUnit.SECONDS).run();
        } catch (Exception e) {
            throw new AssertionError("Nothing to run: " + e, e);
        }
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("No answer: " + e, e);
        }
    }

    @Override
    public void close() {
        kernel.drain(Duration.ofSeconds(5));
        Membership.end(system, Duration.ofSeconds(30));
        kernel.close();
        store.close();
    }
}

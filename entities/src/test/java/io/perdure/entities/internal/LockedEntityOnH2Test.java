package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.orchestration;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityQuery;
import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Kernel;
import io.perdure.kernel.Membership;
import io.perdure.kernel.Message;
import io.perdure.kernel.store.Store;
import io.perdure.kernel.store.StoreExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks on the real kernel and a real store; the orchestrations are {@link Puppet}s. */
@DisplayName("Locked entities on a real store")
class LockedEntityOnH2Test {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final EntityId COUNTER = EntityId.of("counter", "c");
    private static final Address ADDRESS = EntityMessages.addressOf(COUNTER);
    private static final Address ANN = orchestration("ann");
    private static final Address BEN = orchestration("ben");

    @TempDir
    private Path data;

    /** One life of a node. */
    private final class Node implements AutoCloseable {
        final Config config = ConfigFactory.parseString(
                        "perdure { data = \"%s\", h2.durability = process }".formatted(data))
                .withFallback(
                        ConfigFactory.parseString("akka.coordinated-shutdown.run-by-actor-system-terminate = off"))
                .withFallback(ConfigFactory.parseResources("perdure-akka.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        final Store store = Store.open(config.getConfig("perdure"));
        final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "locks", config);
        final Kernel kernel;
        final DurableClient client;
        final DefaultEntityClient entities;

        Node() {
            StoreExtension.install(system, store);
            Membership.join(system, Duration.ofSeconds(20));
            var registry = new EntityRegistryImpl();
            registry.entity("counter", context -> {
                context.setState(context.state(Integer.class, () -> 0) + 1);
                return null;
            });
            var logic = new EntityLogic(registry, EntityFixture.SETTINGS, system.executionContext()::execute);
            kernel = Kernel.start(system, config.getConfig("perdure"), store, List.of(logic, new Puppet()));
            client = kernel.client();
            entities = new DefaultEntityClient(client, new EntityClientSettings(1_000, 4));
        }

        void tell(Address puppet, Message message) {
            client.request(puppet, message, null, SOON).join();
        }

        void lock(Address puppet, String callId) {
            tell(puppet, Puppet.send(ADDRESS, "lock", callId));
        }

        void unlock(Address puppet, String callId) {
            tell(puppet, Puppet.send(ADDRESS, "unlock", callId));
        }

        void awaitGrant(Address puppet, String callId) {
            Awaitility.await()
                    .atMost(SOON)
                    .until(
                            () -> client.read(puppet, Message.of("heard", "", null))
                                    .join()
                                    .answer()
                                    .result(),
                            ("granted " + callId)::equals);
        }

        void awaitState(String json) {
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> entities.readJson(COUNTER).join().orElse(""), json::equals);
        }

        @Override
        public void close() {
            kernel.drain(Duration.ofSeconds(5));
            Membership.end(system, Duration.ofSeconds(30));
            kernel.close();
            store.close();
        }
    }

    @Test
    @DisplayName("E-78: a lock and what waits for its end survive a restart")
    void restarted() {
        try (var node = new Node()) {
            node.lock(ANN, "1");
            node.awaitGrant(ANN, "1");
            node.lock(BEN, "2");
            node.entities.signal(COUNTER, "add").join();
        }
        try (var node = new Node()) {
            assertThat(node.entities.readJson(COUNTER).join()).isEmpty();
            node.unlock(ANN, "1");
            node.awaitGrant(BEN, "2");
            node.unlock(BEN, "2");
            node.awaitState("1");
        }
    }

    @Test
    @DisplayName("E-16, E-103: a locked entity without state is shown among the transient ones alone")
    void listed() {
        try (var node = new Node()) {
            node.lock(ANN, "1");
            node.awaitGrant(ANN, "1");
            assertThat(node.entities.list(EntityQuery.all()).join().entities()).isEmpty();
            assertThat(node.entities
                            .list(EntityQuery.all().includingTransient())
                            .join()
                            .entities())
                    .extracting(EntityMetadata::lockedBy)
                    .containsExactly("ann");
        }
    }

    @Test
    @DisplayName("E-105, E-107: cleaning releases the lock of an owner that has ended, and no other")
    void cleaned() {
        try (var node = new Node()) {
            node.lock(ANN, "1");
            node.awaitGrant(ANN, "1");
            node.entities.signal(COUNTER, "add").join();
            assertThat(node.entities
                            .cleanStorage(CleanStorageRequest.EVERYTHING)
                            .join()
                            .orphanedLocksReleased())
                    .isZero();

            node.tell(ANN, Puppet.become("Failed"));

            assertThat(node.entities
                            .cleanStorage(CleanStorageRequest.EVERYTHING)
                            .join()
                            .orphanedLocksReleased())
                    .isEqualTo(1);
            node.awaitState("1");
        }
    }
}

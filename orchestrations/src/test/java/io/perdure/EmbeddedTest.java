package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Leave;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Perdure in a process")
class EmbeddedTest {

    record Line(String product, int quantity) {}

    /** A plain class: its fields are the state. */
    public static class ShoppingCart {
        public Map<String, Integer> quantities = new TreeMap<>();

        public void addProduct(Line line) {
            quantities.merge(line.product(), line.quantity(), Integer::sum);
        }
    }

    public static class Counter extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public int add(int amount) {
            return state += amount;
        }

        public int get() {
            return state;
        }
    }

    interface CounterOperations {
        void add(int amount);

        CompletableFuture<Integer> get();
    }

    private static final DurableModule SHOP =
            registry -> registry.entity(ShoppingCart.class).entity(Counter.class);

    @TempDir
    Path data;

    private Config config() {
        return ConfigFactory.parseString("perdure.data = \"%s\"".formatted(data));
    }

    private Perdure start() {
        return Perdure.builder()
                .modules(java.util.List.of(SHOP))
                .config(config())
                .start();
    }

    @Test
    @DisplayName("signal, call and read; a second start finds the state (E-118)")
    void ten_lines() {
        var cart = EntityId.of(ShoppingCart.class, "ann");
        try (var perdure = start()) {
            perdure.entities().signal(cart, "addProduct", new Line("tea", 2)).join();
            perdure.entities().signal(cart, "addproduct", new Line("tea", 1)).join();

            assertThat(perdure.entities()
                            .call(EntityId.of("Counter", "visits"), "add", 5, Integer.class)
                            .join())
                    .isEqualTo(5);
        }
        try (var perdure = start()) {
            var read = perdure.entities().read(cart, ShoppingCart.class).join();

            assertThat(read)
                    .hasValueSatisfying(found -> assertThat(found.quantities).containsEntry("tea", 3));
        }
    }

    @Test
    @DisplayName("E-46: a typed view signals by void methods and calls by the others")
    void proxies() {
        try (var perdure = start()) {
            var visits = perdure.entities().entity(CounterOperations.class, "visits");

            visits.add(2);

            assertThat(visits.get().join()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a service's own actor system carries it; closing leaves the system running")
    void on_an_existing_system() {
        ActorSystem<Void> system =
                ActorSystem.create(Behaviors.empty(), "service", PerdureConfig.withDefaults(config()));
        try {
            try (var perdure = Perdure.on(system, SHOP)) {
                assertThat(Perdure.get(system)).isSameAs(perdure);
                assertThat(perdure.entities()
                                .call(EntityId.of("Counter", "a"), "add", 1, Integer.class)
                                .join())
                        .isEqualTo(1);
                assertThatThrownBy(() -> Perdure.on(system, SHOP))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("already");
            }
            assertThat(system.getWhenTerminated().toCompletableFuture()).isNotDone();
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    @Test
    @DisplayName("a node is a member of its cluster until it leaves")
    void member() {
        try (var perdure = start()) {
            assertThat(perdure.isMember()).isTrue();

            var cluster = Cluster.get(perdure.system());
            cluster.manager().tell(Leave.create(cluster.selfMember().address()));

            Awaitility.await().until(() -> !perdure.isMember());
        }
    }

    @Test
    @DisplayName("an actor system that is no cluster node is refused by name of the setting")
    void needs_a_cluster_node() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "lonely",
                PerdureConfig.withDefaults(
                        config().withFallback(ConfigFactory.parseString("akka.actor.provider = local"))));
        try {
            assertThatThrownBy(() -> Perdure.on(system, SHOP)).hasMessageContaining("akka.actor.provider: \"local\"");
        } finally {
            system.terminate();
        }
    }

    @Test
    @DisplayName("a request id makes a retry harmless")
    void request_ids() {
        try (var perdure = start()) {
            var id = EntityId.of("Counter", "once");
            var options = RequestOptions.DEFAULT.withRequestId("r-1");

            int first = perdure.entities()
                    .call(id, "add", 5, Integer.class, options)
                    .join();
            int again = perdure.entities()
                    .call(id, "add", 5, Integer.class, options)
                    .join();

            assertThat(again).isEqualTo(first).isEqualTo(5);
            assertThat(perdure.entities().read(id, Integer.class).join()).contains(5);
        }
    }

    @Test
    @DisplayName("refuses all wrong settings in one message, and opens nothing")
    void wrong_settings() {
        var wrong = ConfigFactory.parseString("perdure { kernel.shards = 0, pool.size = 1, cluster.port = -1 }");

        assertThatThrownBy(() ->
                        Perdure.builder().config(wrong.withFallback(config())).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "perdure.kernel.shards: 0", "perdure.pool.size: 1", "perdure.cluster.port: -1");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @DisplayName("refuses the wrong settings of an actor system that exists")
    void wrong_system() {
        var wrong = ConfigFactory.parseString("perdure { kernel.shards = 0, schedules.late-after = 0 }");
        var system = ActorSystem.create(
                Behaviors.empty(), "wrong", wrong.withFallback(PerdureConfig.withDefaults(config())));
        try {
            assertThatThrownBy(() -> Perdure.on(system, SHOP))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("perdure.kernel.shards: 0", "perdure.schedules.late-after: 0");
        } finally {
            system.terminate();
        }
    }
}

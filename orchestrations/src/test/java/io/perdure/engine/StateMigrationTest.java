package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.perdure.DurableModule;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.StateSchema;
import io.perdure.failures.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("State of an older version")
class StateMigrationTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final EntityId ANN = EntityId.of("Account", "ann");
    private static final EntityId PAYER = EntityId.of("Payer", "p");

    /** Version 1: the state is a number. */
    private static final DurableModule V1 = registry -> common(registry.entity("Account", context -> {
        int sum = context.state(Integer.class, () -> 0) + context.input(Integer.class);
        context.setState(sum);
        return sum;
    }));

    /** Version 2: an object. */
    private static DurableModule v2(StateSchema schema) {
        return registry -> common(registry.entity("Account", StateMigrationTest::account, schema));
    }

    private static final DurableModule V2_WITHOUT = v2(StateSchema.version(2));
    private static final DurableModule V2 = v2(StateSchema.version(2)
            .migrate(1, old -> JsonNodeFactory.instance.objectNode().put("balance", old.asInt())));

    record Balance(int balance) {}

    @TempDir
    private Path data;

    @Test
    @DisplayName("is brought up: readers see the new form at once, operations go on with it")
    void migrated() {
        try (var node = TestNode.onH2(data, V1)) {
            assertThat(node.call(ANN, "pay", 3)).isEqualTo(3);
        }
        try (var node = TestNode.onH2(data, V2)) {
            assertThat(node.read(ANN, Balance.class)).isEqualTo(new Balance(3));
            assertThat(node.call(ANN, "pay", 4)).isEqualTo(7);
            assertThat(node.read(ANN, JsonNode.class).toString()).isEqualTo("{\"balance\":7}");
        }
    }

    @Test
    @DisplayName("parks the entity when there is no migration: a clear error, and nothing is lost until there is one")
    void parked() {
        try (var node = TestNode.onH2(data, V1)) {
            node.call(ANN, "pay", 3);
            Instant soon = Instant.now().plusMillis(500);
            TestNode.get(node.entities.signal(ANN, "pay", 10, RequestOptions.DEFAULT.at(soon)));
        }
        try (var node = TestNode.onH2(data, V2_WITHOUT)) {
            assertThatThrownBy(() -> node.call(ANN, "pay", 4))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("@account@ann", "schema version 1", "StateSchema.migrate(1");
            assertThatThrownBy(() -> node.read(ANN, Balance.class)).hasMessageContaining("StateSchema.migrate(1");
            node.signal(PAYER, "payAnn", 20); // a durable sender keeps what is not taken
            assertThat(node.call(EntityId.of("Account", "bob"), "pay", 1)).isEqualTo(1);
        }
        try (var node = TestNode.onH2(data, V2)) {
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(node.read(ANN, Balance.class)).isEqualTo(new Balance(33)));
        }
    }

    @Test
    @DisplayName("newer than the code parks the entity as well")
    void newer() {
        try (var node = TestNode.onH2(data, V2)) {
            node.call(ANN, "pay", 3);
        }
        try (var node = TestNode.onH2(data, V1)) {
            assertThatThrownBy(() -> node.call(ANN, "pay", 4)).hasMessageContainingAll("version 2", "up to 1");
        }
        try (var node = TestNode.onH2(data, V2)) {
            assertThat(node.call(ANN, "pay", 4)).isEqualTo(7);
        }
    }

    private static Object account(EntityContext context) {
        var after = new Balance(
                context.state(Balance.class, () -> new Balance(0)).balance() + context.input(Integer.class));
        context.setState(after);
        return after.balance();
    }

    private static void common(io.perdure.Registry registry) {
        registry.entity("Payer", context -> {
            context.signal(ANN, "pay", context.input(Integer.class));
            return null;
        });
    }
}

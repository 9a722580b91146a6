package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.examples.EmbeddedPerdure;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A counter")
class CounterTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Counter", "CounterFunction"})
    @DisplayName("adds, gets and resets, whatever the case of the names (E-123, E-30, E-34)")
    void counts(String name) {
        var id = EntityId.of(name, "any-case");

        assertThat(call(id, "add", 5)).isEqualTo(5);
        assertThat(call(id, "ADD", -2)).isEqualTo(3);
        assertThat(call(id, "Get", null)).isEqualTo(3);
        PERDURE.entities().signal(id, "reset").join();
        assertThat(call(id, "get", null)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Counter", "CounterFunction"})
    @DisplayName("has the exact sum after 1,000 adds at the same time (E-115)")
    void parallel_adds(String name) {
        var id = EntityId.of(name, "parallel");

        var adds = IntStream.range(0, 1_000)
                .mapToObj(i -> PERDURE.entities().signal(id, "add", 1))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(adds).join();

        assertThat(call(id, "get", null)).isEqualTo(1_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Counter", "CounterFunction"})
    @DisplayName("refuses an add without a number and keeps its value (E-38, E-60)")
    void no_number(String name) {
        var id = EntityId.of(name, "no-number");
        call(id, "add", 4);

        assertThatThrownBy(() -> call(id, "add", null)).hasCauseInstanceOf(EntityOperationFailedException.class);
        assertThat(call(id, "get", null)).isEqualTo(4);
    }

    @Test
    @DisplayName("in class style can be deleted without a method for it, and then starts afresh (E-39, E-13)")
    void implicit_delete() {
        var id = EntityId.of(Counter.class, "deleted");
        call(id, "add", 7);

        PERDURE.entities().signal(id, "delete").join();

        assertThat(PERDURE.entities().read(id, Integer.class).join()).isEmpty();
        assertThat(call(id, "add", 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("in function style decides about every name itself, delete included (E-34)")
    void no_implicit_delete() {
        var id = EntityId.of("CounterFunction", "deleted");

        assertThatThrownBy(() -> call(id, "delete", null)).hasMessageContaining("no operation 'delete'");
    }

    @Test
    @DisplayName("is used by a typed interface: void signals, a CompletionStage calls (E-46)")
    void typed() {
        var visits = PERDURE.entities().entity(CounterOperations.class, "typed");

        visits.add(2);
        visits.reset();

        assertThat(visits.add(3).toCompletableFuture().join()).isEqualTo(3);
    }

    private static int call(EntityId id, String operation, Integer input) {
        Integer result =
                PERDURE.entities().call(id, operation, input, Integer.class).join();
        return result;
    }
}

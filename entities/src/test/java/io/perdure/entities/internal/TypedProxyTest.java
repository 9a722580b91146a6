package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityName;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedProxyTest {

    private static final EntityId COUNTER = EntityId.of("Counter", "a");
    private static final Address ADDRESS = new Address("entity", "counter", "a");

    private final FakeDurableClient durable = new FakeDurableClient();
    private final DefaultEntityClient client = new DefaultEntityClient(durable, new EntityClientSettings(100, 2));

    private Message sent() {
        assertThat(durable.requests).hasSize(1);
        return durable.requests.get(0).message();
    }

    interface CounterOperations {
        void add(int amount);

        CompletionStage<Integer> get();

        CompletableFuture<Map<String, List<Integer>>> report(String kind);

        default void addTwice(int amount) {
            add(amount);
            add(amount);
        }
    }

    @Test
    @DisplayName("E-46: a void method signals the entity that the interface names")
    void proxy_signals() {
        client.entity(CounterOperations.class, "a").add(3);
        assertThat(durable.requests.get(0).to()).isEqualTo(ADDRESS);
        assertThat(sent()).isEqualTo(Message.of("signal", "add", "3"));
    }

    @Test
    @DisplayName("E-46: a void method whose signal is not accepted throws")
    void proxy_signal_fails() {
        durable.answer = Response.failed(FailureDetails.of("Unreadable", "no", false));
        var counter = client.entity(CounterOperations.class, "a");
        assertThatThrownBy(() -> counter.add(3)).isInstanceOf(EntityOperationFailedException.class);
    }

    @Test
    @DisplayName("E-46: a method that gives a future calls")
    void proxy_calls() {
        durable.answer = Response.of("5");
        assertThat(client.entity(CounterOperations.class, "a")
                        .get()
                        .toCompletableFuture()
                        .join())
                .isEqualTo(5);
        assertThat(sent().verb()).isEqualTo("call");
    }

    @Test
    @DisplayName("E-46: results may be generic")
    void proxy_generic_result() {
        durable.answer = Response.of("{\"a\":[1,2]}");
        assertThat(client.entity(CounterOperations.class, "a").report("x").join())
                .isEqualTo(Map.of("a", List.of(1, 2)));
    }

    @Test
    @DisplayName("E-46: default methods run as they are")
    void proxy_default_method() {
        client.entity(CounterOperations.class, "a").addTwice(3);
        assertThat(durable.requests).hasSize(2);
    }

    @Test
    @DisplayName("E-46: a proxy is an object like any other")
    void proxy_object_methods() {
        var counter = client.entity(CounterOperations.class, "a");
        assertThat(counter).isEqualTo(counter).hasSameHashCodeAs(counter);
        assertThat(counter.toString()).contains("CounterOperations");
    }

    @EntityName("counter")
    interface Named {
        void add(int amount);
    }

    @Test
    @DisplayName("E-46: an annotation names the entity of an interface")
    void proxy_named() {
        client.entity(Named.class, "a").add(3);
        assertThat(durable.requests.get(0).to()).isEqualTo(ADDRESS);
    }

    interface Empty {}

    interface TwoParameters {
        void add(int amount, int more);
    }

    interface Overloaded {
        void add(int amount);

        void ADD();
    }

    interface GenericMethod {
        <T> void add(T amount);
    }

    interface Generic<T> {
        void add(T amount);
    }

    interface Returning {
        int get();
    }

    @ParameterizedTest(name = "E-46: {0} cannot stand for an entity")
    @ValueSource(
            classes = {
                Empty.class,
                TwoParameters.class,
                Overloaded.class,
                GenericMethod.class,
                Generic.class,
                Returning.class,
                String.class
            })
    void proxy_refused(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.entity(type, COUNTER))
                .withMessageContaining(type.getName());
    }

    @Test
    @DisplayName("E-46: the method that is wrong is named")
    void proxy_refusal_names_method() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.entity(TwoParameters.class, COUNTER))
                .withMessageContaining("method 'add' with 2 parameters (expected: at most one, the input)");
    }
}

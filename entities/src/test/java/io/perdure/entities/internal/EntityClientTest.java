package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.TypeRef;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityClientTest {

    private static final EntityId COUNTER = EntityId.of("Counter", "a");
    private static final Address ADDRESS = new Address("entity", "counter", "a");

    private final FakeDurableClient durable = new FakeDurableClient();
    private final DefaultEntityClient client = new DefaultEntityClient(durable, new EntityClientSettings(100, 2));

    private Message sent() {
        assertThat(durable.requests).hasSize(1);
        return durable.requests.get(0).message();
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure).join();
    }

    @Test
    @DisplayName("E-49: a signal is a message with its input as JSON")
    void signal() {
        client.signal(COUNTER, "add", List.of(1, 2)).join();
        assertThat(durable.requests)
                .containsExactly(
                        new FakeDurableClient.Request(ADDRESS, Message.of("signal", "add", "[1,2]"), null, null));
    }

    @Test
    @DisplayName("E-53: a signal may carry a time")
    void scheduled_signal() {
        client.signal(COUNTER, "add", 1, RequestOptions.DEFAULT.at(NOON)).join();
        assertThat(sent().dueAt()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    @DisplayName("E-53: a time between two milliseconds is not rounded down")
    void time_rounded_up() {
        client.signal(COUNTER, "add", 1, RequestOptions.DEFAULT.at(NOON.plusNanos(1)))
                .join();
        assertThat(sent().dueAt()).isEqualTo(NOON.toEpochMilli() + 1);
    }

    @Test
    @DisplayName("E-53: a time before the epoch is at once")
    void ancient_time() {
        client.signal(COUNTER, "add", 1, RequestOptions.DEFAULT.at(Instant.MIN)).join();
        assertThat(sent().dueAt()).isZero();
    }

    @Test
    @DisplayName("A time that no calendar needs is refused")
    void impossible_time() {
        assertThat(failureOf(client.signal(COUNTER, "add", 1, RequestOptions.DEFAULT.at(Instant.MAX))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("A call cannot be scheduled")
    void scheduled_call() {
        assertThat(failureOf(client.call(COUNTER, "get", null, Integer.class, RequestOptions.DEFAULT.at(NOON))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: no time; only signals can be scheduled");
    }

    @Test
    @DisplayName("E-48: a call gives the result in the type asked for")
    void call() {
        durable.answer = Response.of("5");
        assertThat(client.call(COUNTER, "get", Integer.class).join()).isEqualTo(5);
    }

    record Line(String product) {}

    @Test
    @DisplayName("E-48: a call gives a result with type arguments")
    void generic_call() {
        durable.answer = Response.of("[{\"product\":\"tea\"}]");
        List<Line> lines = client.call(COUNTER, "lines", null, new TypeRef<List<Line>>() {})
                .join();
        assertThat(lines).containsExactly(new Line("tea"));
    }

    @Test
    @DisplayName("E-51: a result whose type arguments do not fit names the whole type and the place")
    void generic_misfit() {
        durable.answer = Response.of("[1,\"two\"]");
        assertThat(failureOf(client.call(COUNTER, "numbers", null, new TypeRef<List<Integer>>() {})))
                .hasMessage("Operation 'numbers' of @counter@a has run, but its result does not fit "
                        + "java.util.List<java.lang.Integer>: a string at [1] (expected: java.lang.Integer).");
    }

    @Test
    @DisplayName("E-101: a read gives a state with type arguments")
    void generic_read() {
        durable.states.put(ADDRESS, new EntityState("{\"a\":[1]}", 1, Schedule.NONE, NOON.toEpochMilli(), null));
        assertThat(client.read(COUNTER, new TypeRef<Map<String, List<Long>>>() {})
                        .join())
                .contains(Map.of("a", List.of(1L)));
    }

    @Test
    @DisplayName("A type reference that says no type is refused")
    @SuppressWarnings("rawtypes")
    void raw_type() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeRef() {})
                .withMessageContaining("does not say which type it means");
    }

    @Test
    @DisplayName("Request id and deadline are passed on")
    void options() {
        var options = RequestOptions.DEFAULT.withRequestId("r-1").within(Duration.ofSeconds(3));
        client.callJson(COUNTER, "get", null, options).join();
        assertThat(durable.requests.get(0))
                .extracting("requestId", "deadline")
                .containsExactly("r-1", Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("E-95: a failed call names entity, operation and details")
    void failed_call() {
        durable.answer = Response.failed(FailureDetails.of("Boom", "no", false));
        assertThat(failureOf(client.call(COUNTER, "get", Integer.class)))
                .isInstanceOfSatisfying(EntityOperationFailedException.class, failure -> {
                    assertThat(failure.entityId()).isEqualTo(COUNTER);
                    assertThat(failure.details().errorType()).isEqualTo("Boom");
                });
    }

    @Test
    @DisplayName("A signal that the entity refuses fails")
    void refused_signal() {
        durable.answer = Response.failed(FailureDetails.of("Unreadable", "no", false));
        assertThat(failureOf(client.signal(COUNTER, "add"))).isInstanceOf(EntityOperationFailedException.class);
    }

    @Test
    @DisplayName("E-51: a result that does not fit fails the future and says that the operation ran")
    void result_misfit() {
        durable.answer = Response.of("\"many\"");
        assertThat(failureOf(client.call(COUNTER, "get", Integer.class)))
                .isInstanceOf(PerdureException.class)
                .hasMessageStartingWith(
                        "Operation 'get' of @counter@a has run, but its result does not fit java.lang.Integer");
    }

    @Test
    @DisplayName("The name of an operation has at most 200 characters")
    void long_operation() {
        assertThat(failureOf(client.signal(COUNTER, "x".repeat(201)))).hasMessageContaining("at most 200");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("An input over the limit is not sent")
    void large_input() {
        assertThat(failureOf(client.signal(COUNTER, "add", "x".repeat(99))))
                .hasMessage("Input of operation 'add' of @counter@a has 101 bytes (expected: at most 100, "
                        + "perdure.payload.max-size).");
        assertThat(durable.requests).isEmpty();
    }

    @ParameterizedTest(name = "Text that is not JSON is not sent: {0}")
    @ValueSource(strings = {"{", "", " ", "1 2", "nil"})
    void bad_json(String input) {
        assertThat(failureOf(client.signalJson(COUNTER, "add", input, RequestOptions.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Input of operation 'add' of @counter@a is ");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("E-47: a name that nobody registered is reported before anything is sent")
    void unregistered() {
        var registry = new EntityRegistryImpl();
        registry.entity("Gauge", context -> null);
        var checking = new DefaultEntityClient(durable, new EntityClientSettings(100, 2), registry::missing);
        assertThat(failureOf(checking.signal(COUNTER, "add")))
                .isInstanceOf(EntityNotRegisteredException.class)
                .hasMessage("Entity 'counter' is not registered (known: Gauge). Register it in a DurableModule.");
        assertThat(durable.requests).isEmpty();
    }

    static Stream<Function<EntityClient, CompletableFuture<?>>> questions() {
        return Stream.of(
                client -> client.read(COUNTER, Integer.class),
                client -> client.readJson(COUNTER),
                client -> client.metadata(COUNTER, false),
                client -> client.history(COUNTER, 10, null));
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("E-47: a question about a name that nobody registered fails, for empty would be an answer")
    void unregistered_question(Function<EntityClient, CompletableFuture<?>> question) {
        var checking =
                new DefaultEntityClient(durable, new EntityClientSettings(100, 2), new EntityRegistryImpl()::missing);
        assertThat(failureOf(question.apply(checking)))
                .isInstanceOf(EntityNotRegisteredException.class)
                .hasMessage("Entity 'counter' is not registered (known: none). Register it in a DurableModule.");
    }

    @Test
    @DisplayName("E-47: a list of a name that nobody registered is empty")
    void unregistered_list() {
        var checking =
                new DefaultEntityClient(durable, new EntityClientSettings(100, 2), new EntityRegistryImpl()::missing);
        assertThat(checking.list(EntityQuery.named("Counter")).join().entities())
                .isEmpty();
    }

    @Test
    @DisplayName("E-101: a read gives the state, or nothing")
    void read() {
        durable.row("counter", "a", "exists", 0);
        assertThat(client.read(COUNTER, String.class).join()).contains("a");
        assertThat(client.read(EntityId.of("counter", "none"), String.class).join())
                .isEmpty();
    }

    @Test
    @DisplayName("E-102: metadata has time, backlog and state")
    void metadata() {
        durable.states.put(
                ADDRESS,
                new EntityState(
                        "5",
                        1,
                        Schedule.NONE.plus(List.of(new ScheduledSignal(1, "add", null, null, null))),
                        NOON.toEpochMilli(),
                        null));
        var metadata = client.metadata(COUNTER, true).join().orElseThrow();
        assertThat(metadata.lastOperationAt()).isEqualTo(NOON);
        assertThat(metadata.backlogSize()).isEqualTo(3);
        assertThat(metadata.state().orElseThrow().intValue()).isEqualTo(5);
    }

    @Test
    @DisplayName("E-102: no metadata of an entity that does not exist")
    void no_metadata() {
        assertThat(client.metadata(COUNTER, true).join()).isEqualTo(Optional.empty());
    }

    @Test
    @DisplayName("E-108: purge erases")
    void purge() {
        durable.row("counter", "a", "exists", 0);
        assertThat(client.purge(COUNTER).join()).isTrue();
        assertThat(client.purge(COUNTER).join()).isFalse();
    }
}

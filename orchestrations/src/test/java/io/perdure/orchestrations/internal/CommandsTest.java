package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Message;
import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InvalidInstanceStatusException;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to an instance that exists. */
class CommandsTest extends ClientFixture {

    private Message sentTo(String id) {
        assertThat(durable.requests).extracting(FakeDurableClient.Request::id).containsExactly(id);
        return durable.requests.get(0).message();
    }

    @Test
    @DisplayName("O-72: an event is a message with its name and its data as JSON")
    void event() {
        client.raiseEvent("o-1", "Approval", true).join();

        assertThat(sentTo("o-1")).isEqualTo(Message.of("event", "Approval", "true"));
    }

    @Test
    @DisplayName("O-84: an event may have no data")
    void event_without_data() {
        client.raiseEvent("o-1", "Approval", null).join();

        assertThat(sentTo("o-1").body()).isNull();
    }

    @Test
    @DisplayName("O-72: data that is JSON text already stays as it is")
    void event_json() {
        client.raiseEventJson("o-1", "Approval", "[1, 2]").join();

        assertThat(sentTo("o-1").body()).isEqualTo("[1, 2]");
    }

    @Test
    @DisplayName("H-68: data that is no JSON is refused, naming event and instance")
    void event_bad_json() {
        assertThat(failureOf(client.raiseEventJson("o-1", "Approval", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Data of event 'Approval' to orchestration instance 'o-1' is not one JSON value (");
    }

    @Test
    @DisplayName("Data that is too large is refused before it is sent")
    void event_too_large() {
        assertThat(failureOf(client.raiseEvent("o-1", "Approval", "x".repeat(200))))
                .hasMessageContaining("has 202 bytes (expected: at most 100");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("O-28: an event needs a name")
    void event_without_name() {
        assertThat(failureOf(client.raiseEvent("o-1", "", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Event name: \"\" (expected: a name that is not blank).");
    }

    @Test
    @DisplayName("O-81: an event to nobody fails")
    void event_to_nobody() {
        refuse("InstanceNotFound", Map.of());

        assertThat(failureOf(client.raiseEvent("o-1", "Approval", null)))
                .isInstanceOf(InstanceNotFoundException.class)
                .hasMessageContaining("'o-1'");
    }

    @Test
    @DisplayName("O-81: an event to an instance that has ended fails, naming its status")
    void event_to_ended() {
        refuse("InvalidInstanceStatus", Map.of("status", "Completed"));

        assertThat(failureOf(client.raiseEvent("o-1", "Approval", null)))
                .isInstanceOf(InvalidInstanceStatusException.class)
                .hasMessage(
                        "Orchestration instance 'o-1' is Completed: cannot raise event 'Approval' (expected: an instance that has not ended).");
    }

    @Test
    @DisplayName("O-126: suspend and resume carry their reasons")
    void suspend_and_resume() {
        client.suspend("o-1", "audit").join();
        client.resume("o-1", null).join();

        assertThat(durable.requests)
                .extracting(FakeDurableClient.Request::message)
                .containsExactly(Message.of("suspend", "", "\"audit\""), Message.of("resume", "", null));
    }

    @Test
    @DisplayName("O-128: terminate carries the output, any JSON value")
    void terminate() {
        client.terminate("o-1", List.of("late")).join();

        assertThat(sentTo("o-1")).isEqualTo(Message.of("terminate", "", "[\"late\"]"));
    }

    @Test
    @DisplayName("O-129: terminate reaches children when asked to")
    void terminate_recursively() {
        client.terminate("o-1", null, true).join();

        assertThat(sentTo("o-1").attributes()).isEqualTo(Map.of("recursive", "true"));
    }

    @Test
    @DisplayName("O-138: rewind carries its reason")
    void rewind() {
        client.rewind("o-1", "fixed").join();

        assertThat(sentTo("o-1")).isEqualTo(Message.of("rewind", "", "\"fixed\""));
    }

    @Test
    @DisplayName("O-138: only a failed instance can be rewound")
    void rewind_of_running() {
        refuse("InvalidInstanceStatus", Map.of("status", "Running"));

        assertThat(failureOf(client.rewind("o-1", null)))
                .isInstanceOfSatisfying(
                        InvalidInstanceStatusException.class,
                        failure -> assertThat(failure.status()).isEqualTo(RuntimeStatus.Running))
                .hasMessageEndingWith("cannot rewind it (expected: a Failed one).");
    }

    @Test
    @DisplayName("O-138: an instance that does not exist cannot be rewound")
    void rewind_of_nobody() {
        refuse("InstanceNotFound", Map.of());

        assertThat(failureOf(client.rewind("o-1", null))).isInstanceOf(InstanceNotFoundException.class);
    }

    static Stream<Named<BiFunction<DefaultOrchestrationClient, String, CompletableFuture<Void>>>> commands() {
        return Stream.of(
                Named.of("raiseEvent", (client, id) -> client.raiseEvent(id, "e", null)),
                Named.of("suspend", (client, id) -> client.suspend(id, null)),
                Named.of("resume", (client, id) -> client.resume(id, null)),
                Named.of("terminate", (client, id) -> client.terminate(id, null)),
                Named.of("rewind", (client, id) -> client.rewind(id, null)));
    }

    @ParameterizedTest(name = "E-9: {0} to the id of an entity is refused and not sent")
    @MethodSource("commands")
    void entity_id(BiFunction<DefaultOrchestrationClient, String, CompletableFuture<Void>> command) {
        assertThat(failureOf(command.apply(client, "@counter@a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Orchestration instance id: \"@counter@a\"");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("O-139: restart starts the same orchestrator with the same input under an id of its own")
    void restart() {
        durable.instance("o-1", RuntimeStatus.Running, 0);

        String id = client.restart("o-1", true).join();

        assertThat(id).isNotEqualTo("o-1");
        assertThat(durable.requests)
                .containsExactly(
                        new FakeDurableClient.Request(id, Message.of("start", "Order", "{\"sku\":\"A1\"}"), true));
    }

    @Test
    @DisplayName("O-139: restart under the old id starts with neither tags nor version")
    void restart_same_id() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        assertThat(client.restart("o-1", false).join()).isEqualTo("o-1");

        assertThat(sentTo("o-1").attributes()).isEmpty();
    }

    @Test
    @DisplayName("O-139: restart under the id of a live instance fails")
    void restart_live() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        refuse("InstanceAlreadyExists", Map.of("status", "Running"));

        assertThat(failureOf(client.restart("o-1", false))).isInstanceOf(InstanceAlreadyExistsException.class);
    }

    @Test
    @DisplayName("O-139: what does not exist cannot be restarted")
    void restart_nobody() {
        assertThat(failureOf(client.restart("o-1", true))).isInstanceOf(InstanceNotFoundException.class);
    }
}

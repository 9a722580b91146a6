package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.BusyException;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.FunctionName;
import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest extends ClientFixture {

    private static class Order implements Orchestrator<String, String> {
        @Override
        public String run(OrchestrationContext context, String input) {
            return input;
        }
    }

    @FunctionName("Ship")
    private static final class Renamed extends Order {}

    private Message sent() {
        assertThat(durable.requests).hasSize(1);
        return durable.requests.get(0).message();
    }

    private Map<String, String> attributes(InstanceOptions options) {
        client.start("Order", null, options).join();
        return sent().attributes();
    }

    @Test
    @DisplayName("O-131: a start is a message with the orchestrator's name and the input as JSON")
    void start() {
        client.start("Order", List.of(1, 2), InstanceOptions.id("o-1")).join();

        assertThat(durable.requests)
                .containsExactly(new FakeDurableClient.Request("o-1", Message.of("start", "Order", "[1,2]"), false));
    }

    @Test
    @DisplayName("A class starts under its simple name, with an input of its type")
    void by_class() {
        client.start(Order.class, "tea").join();

        assertThat(sent()).isEqualTo(Message.of("start", "Order", "\"tea\""));
    }

    @Test
    @DisplayName("A class that is named otherwise starts under that name")
    void by_named_class() {
        client.start(Renamed.class, "tea").join();

        assertThat(sent().name()).isEqualTo("Ship");
    }

    @Test
    @DisplayName("O-131: without an id it is random, the one that is given back, and nothing is looked up")
    void random_id() {
        String id = client.start("Order", null).join();

        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(durable.requests)
                .containsExactly(new FakeDurableClient.Request(id, Message.of("start", "Order", null), true));
    }

    @Test
    @DisplayName("O-29: the input is written at once: what happens to it later has no effect")
    void written_at_once() {
        var input = new java.util.ArrayList<>(List.of(1));
        var started = client.start("Order", input);
        input.add(2);
        started.join();

        assertThat(sent().body()).isEqualTo("[1]");
    }

    @Test
    @DisplayName("An input that is JSON text already stays as it is")
    void json_input() {
        client.startJson("Order", "{\"n\": 1.50}", InstanceOptions.DEFAULT).join();

        assertThat(sent().body()).isEqualTo("{\"n\": 1.50}");
    }

    @Test
    @DisplayName("H-25: JSON's null is no input")
    void json_null() {
        client.startJson("Order", "null", InstanceOptions.DEFAULT).join();

        assertThat(sent().body()).isNull();
    }

    @ParameterizedTest(name = "H-25: \"{0}\" is no JSON")
    @ValueSource(strings = {"{\"n\":", "1 2", "tea"})
    void bad_json(String text) {
        assertThat(failureOf(client.startJson("Order", text, InstanceOptions.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Input of orchestrator 'Order' is not one JSON value (line 1, column ");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("H-25: empty text is no JSON")
    void empty_json() {
        assertThat(failureOf(client.startJson("Order", " ", InstanceOptions.DEFAULT)))
                .hasMessage("Input of orchestrator 'Order' is empty text (expected: JSON, or null).");
    }

    @Test
    @DisplayName("O-29: an input that cannot be written is refused, naming the orchestrator")
    void unwritable() {
        assertThat(failureOf(client.start("Order", new Object() {
                    @SuppressWarnings("unused")
                    public String getName() {
                        throw new IllegalStateException("no name");
                    }
                })))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Input of orchestrator 'Order' of type " + StartTest.class.getName())
                .hasMessageContaining(" cannot be written as JSON: ")
                .hasRootCauseMessage("no name");
    }

    @Test
    @DisplayName("An input that is too large is refused before it is sent, naming the setting")
    void too_large() {
        assertThat(failureOf(client.start("Order", "x".repeat(99))))
                .hasMessage(
                        "Input of orchestrator 'Order' has 101 bytes (expected: at most 100, perdure.payload.max-size).");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("H-27: an orchestrator that nobody knows is refused, naming those that are known")
    void unknown() {
        assertThat(failureOf(client.start("Oder", null)))
                .isInstanceOf(OrchestratorNotRegisteredException.class)
                .hasMessage(
                        "Orchestrator 'Oder' is not registered (known: Order, Ship). Register it in a DurableModule.");
    }

    @Test
    @DisplayName("O-28: a blank name is refused")
    void blank_name() {
        assertThat(failureOf(client.start(" ", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Orchestrator name: \" \" (expected: a name that is not blank).");
    }

    @ParameterizedTest(name = "H-91: \"{0}\" is no id")
    @ValueSource(strings = {"", "@order@1", "a/b", "a\\b", "a#b", "a?b", "a\u0007b", "a\u0085b"})
    void bad_id(String id) {
        assertThat(failureOf(client.start("Order", null, InstanceOptions.id(id))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Orchestration instance id: \"");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("H-91: an id has 256 characters at most")
    void long_id() {
        client.start("Order", null, InstanceOptions.id("x".repeat(256))).join();

        assertThat(failureOf(client.start("Order", null, InstanceOptions.id("x".repeat(257)))))
                .hasMessageContaining("of 257 characters (expected: 1 to 256");
    }

    @Test
    @DisplayName("O-131: version, start time and tags travel as attributes")
    void options() {
        assertThat(attributes(InstanceOptions.DEFAULT
                        .withVersion("1.2")
                        .startingAt(Instant.parse("2026-03-01T12:00:00.5Z"))
                        .withTags(Map.of("team", "shop"))))
                .isEqualTo(Map.of("version", "1.2", "startAt", "2026-03-01T12:00:00.500Z", "tag:team", "shop"));
    }

    @Test
    @DisplayName("O-133: statuses that must not be replaced are listed when they are not the usual ones")
    void not_replaced() {
        assertThat(attributes(
                        InstanceOptions.id("o-1").notReplacing(Set.of(RuntimeStatus.Running, RuntimeStatus.Completed))))
                .isEqualTo(Map.of("notReplaced", "Completed,Running"));
    }

    @Test
    @DisplayName("O-133: an instance that replaces any other says so by an empty list")
    void replacing_any() {
        assertThat(attributes(InstanceOptions.id("o-1").replacingAny())).isEqualTo(Map.of("notReplaced", ""));
    }

    @Test
    @DisplayName("A start time that milliseconds cannot hold is refused")
    void impossible_time() {
        assertThat(failureOf(client.start("Order", null, InstanceOptions.DEFAULT.startingAt(Instant.MAX))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Start time of an instance: +1000000000");
    }

    @Test
    @DisplayName("Tags are 20 at most")
    void too_many_tags() {
        Map<String, String> tags =
                IntStream.rangeClosed(1, 21).boxed().collect(Collectors.toMap(n -> "t" + n, n -> "v"));

        assertThat(failureOf(client.start("Order", null, InstanceOptions.DEFAULT.withTags(tags))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tags of an instance: 21 (expected: at most 20).");
    }

    @Test
    @DisplayName("The name of a tag is not empty and has 100 characters at most")
    void tag_names() {
        assertThat(failureOf(client.start("Order", null, InstanceOptions.DEFAULT.withTags(Map.of("", "v")))))
                .hasMessage("Name of a tag: \"\" of 0 characters (expected: 1 to 100, no control characters).");
        assertThat(failureOf(
                        client.start("Order", null, InstanceOptions.DEFAULT.withTags(Map.of("x".repeat(101), "v")))))
                .hasMessageContaining("of 101 characters (expected: 1 to 100");
    }

    @Test
    @DisplayName("The value of a tag has 500 characters at most, none of them a control character")
    void tag_values() {
        assertThat(failureOf(
                        client.start("Order", null, InstanceOptions.DEFAULT.withTags(Map.of("t", "x".repeat(501))))))
                .hasMessageStartingWith("Value of tag 't': \"xxx")
                .hasMessageEndingWith("of 501 characters (expected: 0 to 500, no control characters).");
        assertThat(failureOf(client.start("Order", null, InstanceOptions.DEFAULT.withTags(Map.of("t", "a\nb")))))
                .hasMessageContaining("\"a?b\"");
    }

    @Test
    @DisplayName("A version has 100 characters at most")
    void long_version() {
        assertThat(failureOf(client.start("Order", null, InstanceOptions.DEFAULT.withVersion("1".repeat(101)))))
                .hasMessageStartingWith("Version of an instance: \"111")
                .hasMessageContaining("expected: 0 to 100");
    }

    @Test
    @DisplayName("O-132: a live instance of that id is named with its status")
    void already_exists() {
        refuse("InstanceAlreadyExists", Map.of("status", "Running"));

        assertThat(failureOf(client.start("Order", null, InstanceOptions.id("o-1"))))
                .isInstanceOfSatisfying(InstanceAlreadyExistsException.class, failure -> {
                    assertThat(failure.instanceId()).isEqualTo("o-1");
                    assertThat(failure.status()).isEqualTo(RuntimeStatus.Running);
                });
    }

    @Test
    @DisplayName("O-12: what the instance's node does not know is refused as here")
    void unknown_there() {
        refuse("OrchestratorNotRegistered", Map.of("known", List.of("Other")));

        assertThat(failureOf(client.start("Order", null)))
                .isInstanceOf(OrchestratorNotRegisteredException.class)
                .hasMessageContaining("'Order' is not registered (known: Other)");
    }

    @Test
    @DisplayName("A failure of another kind, or without its status, is told as it is")
    void other_failure() {
        refuse("InstanceAlreadyExists", Map.of());

        assertThat(failureOf(client.start("Order", null, InstanceOptions.id("o-1"))))
                .isInstanceOf(PerdureException.class)
                .hasMessage(
                        "Orchestration instance 'o-1': cannot start orchestrator 'Order': InstanceAlreadyExists: because");
    }

    @Test
    @DisplayName("What the kernel refuses arrives as it is")
    void busy() {
        var busy = new BusyException("full");
        durable.answer = CompletableFuture.failedFuture(busy);

        assertThat(failureOf(client.start("Order", null))).isSameAs(busy);
    }
}

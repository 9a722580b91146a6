package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.RequestOptions;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Request ids, as the client passes them on")
class RequestIdsTest extends ClientFixture {
    private static final RequestOptions ONCE = RequestOptions.DEFAULT.withRequestId("r-1");

    private List<String> sentIds() {
        return durable.requests.stream()
                .map(FakeDurableClient.Request::requestId)
                .toList();
    }

    private String startedAs(String orchestrator, String requestId) {
        return client.start(orchestrator, 1, InstanceOptions.DEFAULT.withRequestId(requestId))
                .join();
    }

    @Test
    @DisplayName("H-104: a start under a given id carries the request id, the same each time")
    void start() {
        var options = InstanceOptions.id("o-1").withRequestId("r-1");
        client.start("Order", 1, options).join();
        client.start("order", 1, options).join();

        assertThat(sentIds()).containsExactly("start:3:r-1:order", "start:3:r-1:order");
    }

    @Test
    @DisplayName("H-104: a start without an id makes it from orchestrator and request id, the name in any case")
    void derived() {
        String id = startedAs("Order", "r-1");

        assertThat(id).matches("[0-9a-f]{32}").isEqualTo(startedAs("oRDER", "r-1"));
        assertThat(durable.requests).allMatch(request -> request.id().equals(id) && !request.created());
    }

    @Test
    @DisplayName("H-104: another orchestrator, or another request id, is another instance")
    void others() {
        assertThat(List.of(startedAs("Order", "r-1"), startedAs("Ship", "r-1"), startedAs("Order", "r-2")))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("H-104: what a start finds under an id made from a request id is never replaced, whatever its status")
    void derived_replaces_nothing() {
        client.start("Order", 1, InstanceOptions.DEFAULT.withRequestId("r-1").replacingAny())
                .join();

        assertThat(durable.requests
                        .get(0)
                        .message()
                        .attributes()
                        .get("notReplaced")
                        .split(","))
                .hasSize(RuntimeStatus.values().length);
    }

    @Test
    @DisplayName("H-104: an instance that exists under an id made from a request id was started by it")
    void derived_exists() {
        String first = startedAs("Order", "r-1");
        refuse("InstanceAlreadyExists", Map.of("status", "Completed"));

        assertThat(startedAs("Order", "r-1")).isEqualTo(first);
    }

    @Test
    @DisplayName("O-12: any other refusal of such a start is one")
    void derived_refused() {
        refuse("OrchestratorNotRegistered", Map.of("known", List.of("Other")));

        assertThat(failureOf(client.start("Order", 1, InstanceOptions.DEFAULT.withRequestId("r-1"))))
                .isInstanceOf(OrchestratorNotRegisteredException.class);
    }

    @Test
    @DisplayName("An event has its name in the request id, in any case: another event is another request")
    void events() {
        client.raiseEvent("o-1", "Paid", 1, ONCE).join();
        client.raiseEvent("o-1", "PAID", 1, ONCE).join();
        client.raiseEventJson("o-1", "Sent", "1", ONCE).join();

        assertThat(sentIds()).containsExactly("event:3:r-1:paid", "event:3:r-1:paid", "event:3:r-1:sent");
    }

    @Test
    @DisplayName("No two pairs of name and request id read the same")
    void unambiguous() {
        client.raiseEvent("o-1", "c", 1, RequestOptions.DEFAULT.withRequestId("a:b"))
                .join();
        client.raiseEvent("o-1", "b:c", 1, RequestOptions.DEFAULT.withRequestId("a"))
                .join();

        assertThat(sentIds()).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("Commands carry the request id, each of its own kind")
    void commands() {
        client.suspend("o-1", null, ONCE).join();
        client.resume("o-1", null, ONCE).join();
        client.terminate("o-1", null, true, ONCE).join();
        client.rewind("o-1", null, ONCE).join();

        assertThat(sentIds()).containsExactly("suspend:3:r-1:", "resume:3:r-1:", "terminate:3:r-1:", "rewind:3:r-1:");
    }

    @Test
    @DisplayName("O-139: a restart under an id of its own makes it from the old id and the request id")
    void restart() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);
        durable.instance("O-1", RuntimeStatus.Completed, 0);

        String id = client.restart("o-1", true, ONCE).join();

        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(client.restart("o-1", true, ONCE).join()).isEqualTo(id);
        assertThat(client.restart("O-1", true, ONCE).join()).isNotEqualTo(id);
        assertThat(startedAs("Order", "r-1")).isNotEqualTo(id);
    }

    @Test
    @DisplayName("O-139: a restart under the old id carries the request id, and not as a start does")
    void restart_same_id() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        client.restart("o-1", false, ONCE).join();

        assertThat(sentIds()).containsExactly("restart:3:r-1:");
    }

    @Test
    @DisplayName("A request without a request id has none inside either")
    void none() {
        client.start("Order", 1, InstanceOptions.id("o-1")).join();
        client.raiseEvent("o-1", "Paid", 1).join();

        assertThat(sentIds()).containsExactly(null, null);
    }

    @ParameterizedTest(name = "\"{0}\" is no request id")
    @ValueSource(strings = {"", " "})
    void bad(String requestId) {
        assertThatThrownBy(() -> InstanceOptions.DEFAULT.withRequestId(requestId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Request id: \"%s\" of %d characters (expected: 1 to 200, not blank)."
                        .formatted(requestId, requestId.length()));
    }

    @Test
    @DisplayName("A request id has 200 characters at most")
    void too_long() {
        assertThat(startedAs("Order", "x".repeat(200))).isNotEmpty();
        assertThatThrownBy(() -> InstanceOptions.DEFAULT.withRequestId("x".repeat(201)))
                .hasMessageContaining("of 201 characters (expected: 1 to 200, not blank)");
    }

    static Stream<Named<Function<RequestIdsTest, Throwable>>> scheduled() {
        var later = RequestOptions.DEFAULT.at(Instant.EPOCH);
        return Stream.of(
                Named.of("an event", test -> failureOf(test.client.raiseEvent("o-1", "e", null, later))),
                Named.of("a command", test -> failureOf(test.client.suspend("o-1", null, later))),
                Named.of("a restart", test -> failureOf(test.client.restart("o-1", true, later))));
    }

    @ParameterizedTest(name = "{0} cannot be scheduled")
    @MethodSource
    void scheduled(Function<RequestIdsTest, Throwable> request) {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        assertThat(request.apply(this))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'o-1'", "at 1970-01-01T00:00:00Z (expected: no time");
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("A request waits for its answer for as long as it says")
    void deadline() {
        client.raiseEvent("o-1", "Paid", 1, RequestOptions.DEFAULT.within(Duration.ofSeconds(3)))
                .join();

        assertThat(durable.requests.get(0).deadline()).isEqualTo(Duration.ofSeconds(3));
    }
}

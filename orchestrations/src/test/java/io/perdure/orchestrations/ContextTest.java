package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.entities.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The context")
class ContextTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    record Order(String item, int count) {}

    interface Use {
        void on(OrchestrationContext context);
    }

    @Test
    @DisplayName("says name, instance, version and tags, as registered and as given at the start")
    void facts() {
        perdure.orchestrator(
                "Facts",
                context -> List.of(
                        context.name(),
                        context.instanceId(),
                        context.version(),
                        context.tags(),
                        context.parent().isPresent()));

        var run = perdure.start(
                "facts", null, InstanceOptions.id("f-1").withVersion("1.2").withTags(Map.of("team", "shop")));

        assertThat(run.output()).isEqualTo("[\"Facts\",\"f-1\",\"1.2\",{\"team\":\"shop\"},false]");
    }

    @Test
    @DisplayName("without version and tags: empty text, empty map (O-152)")
    void nothing() {
        var run = perdure.run(context -> context.version() + context.tags());

        assertThat(run.output()).isEqualTo("\"{}\"");
    }

    @Test
    @DisplayName("reads the input anew at each call: changes to what it gave do not show")
    void input() {
        perdure.orchestrator("Test", context -> {
            var list = context.input(new TypeRef<List<Integer>>() {});
            list.add(9);
            return context.input(new TypeRef<List<Integer>>() {});
        });

        assertThat(perdure.run("Test", List.of(1, 2))).isEqualTo("[1,2]");
    }

    @Test
    @DisplayName("reads null where there is no input")
    void no_input() {
        assertThat(perdure.run(context -> context.input(String.class) == null).output())
                .isEqualTo("true");
    }

    @Test
    @DisplayName("throws in the orchestrator when the input does not fit, and uncaught that fails it, saying where")
    void wrong_input() {
        perdure.orchestrator("Test", context -> context.input(Order.class).item());

        var failure =
                perdure.start("Test", Map.of("item", "tea", "count", "many")).failure();

        assertThat(failure.errorType()).isEqualTo("io.perdure.entities.InvalidInputException");
        assertThat(failure.errorMessage()).contains("Input of orchestrator 'Test'", "count");
    }

    static Stream<Arguments> optionsForInputs() {
        return Stream.of(
                Arguments.of("options", TaskOptions.DEFAULT),
                Arguments.of("policy", RetryPolicy.attempts(2)),
                Arguments.of("handler", (RetryHandler) asked -> true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optionsForInputs")
    @DisplayName("refuses options where the input belongs (O-27)")
    void options_as_input(String what, Object options) {
        var run = perdure.run(
                context -> context.callActivity("Echo", options, Object.class).await());

        assertThat(run.failure().errorType()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(run.failure().errorMessage()).contains("Input of activity 'Echo'", "the input first");
    }

    static Stream<Arguments> names() {
        return Stream.of("", " ", null)
                .flatMap(name -> Stream.of(
                        named(name, "callActivity", context -> context.callActivity(name, 1, Object.class)),
                        named(
                                name,
                                "callSubOrchestrator",
                                context -> context.callSubOrchestrator(name, 1, Object.class)),
                        named(
                                name,
                                "startOrchestration",
                                context -> context.startOrchestration(name, 1, TaskOptions.DEFAULT)),
                        named(name, "waitForExternalEvent", context -> context.waitForExternalEvent(name)),
                        named(name, "sendEvent", context -> context.sendEvent("o-1", name, 1)),
                        named(name, "callEntity", context -> context.callEntity(new EntityId("a", "b"), name, 1)),
                        named(name, "signalEntity", context -> context.signalEntity(new EntityId("a", "b"), name, 1))));
    }

    private static Arguments named(String name, String what, Use use) {
        return Arguments.of(what, String.valueOf(name), use);
    }

    @ParameterizedTest(name = "{0} \"{1}\"")
    @MethodSource("names")
    @DisplayName("refuses a blank name at the call (O-28)")
    void blank(String what, String name, Use use) {
        var run = perdure.run(context -> {
            use.on(context);
            return null;
        });

        assertThat(run.failure().errorType()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(run.failure().errorMessage()).contains("Name of", "not blank");
    }

    @Test
    @DisplayName("takes null for inputs and gives null for results (O-28)")
    void nulls() {
        perdure.orchestrator("Child", context -> context.input(String.class));

        var run = perdure.run(context -> {
            var all = new ArrayList<Object>();
            all.add(context.callActivity("Echo", null, String.class).await());
            all.add(context.callSubOrchestrator("Child", null, String.class).await());
            return all;
        });

        assertThat(run.output()).isEqualTo("[null,null]");
    }

    @Test
    @DisplayName("writes inputs at the call: later changes have no effect (O-29)")
    void inputs_at_the_call() {
        var run = perdure.run(context -> {
            var list = new ArrayList<>(List.of(1));
            var echo = context.callActivity("Echo", list, Object.class);
            list.add(2);
            return echo.await();
        });

        assertThat(run.output()).isEqualTo("[1]");
    }

    @Test
    @DisplayName("throws at the call for an input that has no JSON, and the code may go on (O-29)")
    void input_without_json() {
        var run = perdure.run(context -> {
            var circle = new HashMap<String, Object>();
            circle.put("self", circle);
            try {
                context.callActivity("Echo", circle, Object.class);
                return "taken";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        });

        assertThat(run.output()).contains("Input of activity 'Echo'", "cannot be written as JSON");
        assertThat(perdure.calls("Echo")).isEmpty();
    }

    @Test
    @DisplayName("an orchestrator of a class gets its input typed, and names itself by its class")
    void typed() {
        perdure.definitions().orchestrator(Ship.class);

        assertThat(perdure.start("Ship", new Order("tea", 2)).output()).isEqualTo("\"2 tea by Ship\"");
    }

    static final class Ship implements Orchestrator<Order, String> {
        @Override
        public String run(OrchestrationContext context, Order order) {
            return order.count() + " " + order.item() + " by " + context.name();
        }
    }

    @Test
    @DisplayName("names that differ in case only are refused at registration (O-12)")
    void registered_twice() {
        perdure.orchestrator("Ship", context -> null);

        assertThatThrownBy(() -> perdure.definitions().orchestrator("SHIP", Object.class, (context, input) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'SHIP' is already registered as 'Ship'");
    }

    @Test
    @DisplayName("a catch-all takes every name that nobody else has, and says which (O-12)")
    void catch_all() {
        perdure.orchestrator("Known", context -> "known");
        perdure.orchestrator("*", OrchestrationContext::name);

        assertThat(perdure.start("Anything").output()).isEqualTo("\"Anything\"");
        assertThat(perdure.start("known").output()).isEqualTo("\"known\"");
    }

    @Test
    @DisplayName("callHttp refuses a URI that is not absolute")
    void uri() {
        assertThatThrownBy(() -> DurableHttpRequest.get(java.net.URI.create("/relative")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/relative");
    }

    @Test
    @DisplayName("an orchestrator without a wait completes in its first step (acceptance: empty orchestration)")
    void empty() {
        var run = perdure.run(context -> null);

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(run.output()).isNull();
    }

    @Test
    @DisplayName("timers to an instant and for a duration are the same")
    void timers() {
        var run = perdure.run(context -> {
            context.createTimer(context.currentTime().plus(ofSeconds(5))).await();
            return context.currentTime();
        });

        assertThat(run.output()).isEqualTo("\"2026-11-20T12:00:05Z\"");
    }
}

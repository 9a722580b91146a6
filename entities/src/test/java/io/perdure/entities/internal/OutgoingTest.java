package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import io.perdure.entities.StartOptions;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outgoing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {

    interface CounterOperations {
        void add(int amount);

        CompletionStage<Integer> get();

        int size();

        default void addTwice(int amount) {
            add(amount);
            add(amount);
        }
    }

    static class Sender extends Entity<Integer> {
        private static final EntityId OTHER = EntityId.of("counter", "b");

        @Override
        protected Integer initialState() {
            return 0;
        }

        public void send() {
            context().signal(OTHER, "add", 1);
        }

        public void sendThree() {
            context().signal(OTHER, "add", 1);
            context().startOrchestration("Alarm", "x", StartOptions.DEFAULT.withInstanceId("o-1"));
            context().signal(OTHER, "add", 2);
        }

        public void self() {
            context().signal(context().id(), "add", 5);
            state = -1;
        }

        public void add(int amount) {
            state += amount;
        }

        public void later() {
            context().signal(OTHER, "add", null, Duration.ofMinutes(1));
        }

        public void proxy() {
            context().entity(CounterOperations.class, "b").addTwice(3);
        }

        public boolean proxyGivesNothing() {
            var counter = context().entity(CounterOperations.class, "b");
            return counter.get() == null && counter.size() == 0;
        }

        public String start() {
            return context().startOrchestration("Alarm", "x");
        }

        public void startAs(String id) {
            context().startOrchestration("Alarm", null, StartOptions.DEFAULT.withInstanceId(id));
        }

        public void startWith() {
            context()
                    .startOrchestration(
                            "Alarm",
                            null,
                            new StartOptions("o-1", "2", context().now().plusSeconds(1)));
        }

        public void longName(EntityContext context) {
            context.signal(OTHER, "x".repeat(201), null);
        }
    }

    private static final Address COUNTER = new Address("entity", "counter", "b");

    private final EntityFixture sender = EntityFixture.of(Sender.class);

    @Test
    @DisplayName("E-68: an entity signals another")
    void signals() {
        sender.done(signal("send"));
        assertThat(sender.outgoing).containsExactly(new Outgoing(COUNTER, Message.of("signal", "add", "1")));
    }

    @Test
    @DisplayName("E-68: a signal to itself is a message like any other, never run in line")
    void signals_itself() {
        sender.done(signal("self"));
        assertThat(sender.json()).isEqualTo("-1");
        assertThat(sender.outgoing)
                .containsExactly(new Outgoing(new Address("entity", "sender", "a"), Message.of("signal", "add", "5")));
    }

    @Test
    @DisplayName("E-71: messages leave in the order issued")
    void in_order() {
        sender.done(signal("sendThree"));
        assertThat(sender.outgoing)
                .extracting(out -> out.message().verb() + " " + out.message().body())
                .containsExactly("signal 1", "start \"x\"", "signal 2");
    }

    @Test
    @DisplayName("E-53: a scheduled signal carries its time")
    void scheduled() {
        sender.done(signal("later"));
        assertThat(sender.outgoing.get(0).message().dueAt())
                .isEqualTo(NOON.plusSeconds(60).toEpochMilli());
    }

    @Test
    @DisplayName("E-46: a proxy signals")
    void proxy_signals() {
        sender.done(signal("proxy"));
        assertThat(sender.outgoing).hasSize(2).containsOnly(new Outgoing(COUNTER, Message.of("signal", "add", "3")));
    }

    @Test
    @DisplayName("E-46: value-returning methods of a signalling proxy give nothing back")
    void proxy_gives_nothing() {
        assertThat(sender.result("proxyGivesNothing")).isEqualTo("true");
        assertThat(sender.outgoing).hasSize(2);
    }

    @Test
    @DisplayName("E-69: a start gives the id at once, random without dashes")
    void start() {
        String id = sender.result("start").replace("\"", "");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(sender.outgoing)
                .containsExactly(
                        new Outgoing(new Address("orchestration", "", id), Message.of("start", "Alarm", "\"x\"")));
    }

    @Test
    @DisplayName("E-69: a start may name id, version and time")
    void start_with_options() {
        sender.done(signal("startWith"));
        assertThat(sender.outgoing)
                .containsExactly(new Outgoing(
                        new Address("orchestration", "", "o-1"),
                        new Message(
                                "start",
                                "Alarm",
                                null,
                                0,
                                Map.of(
                                        "version",
                                        "2",
                                        "startAt",
                                        NOON.plusSeconds(1).toString()))));
    }

    @ParameterizedTest(name = "H-91: an orchestration id \"{0}\" is refused")
    @ValueSource(strings = {"", "@x", "a/b", "a\\\\b", "a#b", "a?b", "a\\u0007b"})
    void bad_instance_id(String id) {
        assertThat(sender.failure("startAs", '"' + id + '"').errorMessage()).startsWith("Orchestration instance id: ");
    }

    @Test
    @DisplayName("H-91: an orchestration id has at most 256 characters")
    void long_instance_id() {
        assertThat(sender.failure("startAs", '"' + "x".repeat(257) + '"').errorMessage())
                .contains("of 257 characters (expected: 1 to 256");
    }

    @Test
    @DisplayName("The name of an operation has at most 200 characters")
    void long_operation() {
        assertThat(sender.failure("longName").errorMessage()).contains("of 201 characters (expected: at most 200)");
    }

    @Test
    @DisplayName("E-61: nothing is sent by an operation that only reads")
    void nothing_sent() {
        sender.done(call("add", "1"));
        assertThat(sender.outgoing).isEmpty();
    }
}

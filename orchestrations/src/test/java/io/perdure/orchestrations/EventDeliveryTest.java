package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.kernel.Address;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("External events, wherever they go")
class EventDeliveryTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    @Test
    @DisplayName("to a pending instance is kept until that starts (O-80)")
    void pending() {
        perdure.orchestrator(
                "Test",
                context -> context.waitForExternalEvent("E", Integer.class).await());
        var run = perdure.start(
                "Test", null, InstanceOptions.DEFAULT.startingAt(OrchestrationFixture.NOON.plusSeconds(60)));
        run.raise("E", 1);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Pending);

        perdure.advance(ofSeconds(60));

        assertThat(run.output()).isEqualTo("1");
    }

    @Test
    @DisplayName("to a suspended instance is kept, in order, and applied on resume (O-80, O-127)")
    void suspended() {
        var run = start(context -> {
            var all = new ArrayList<Integer>();
            for (int i = 0; i < 3; i++) {
                all.add(context.waitForExternalEvent("N", Integer.class).await());
            }
            return all;
        });
        run.suspend().raise("N", 1).raise("N", 2).raise("N", 3);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Suspended);

        assertThat(run.resume().output()).isEqualTo("[1,2,3]");
    }

    @Test
    @DisplayName("to an unknown instance: the client throws (O-81)")
    void unknown() {
        assertThatThrownBy(() -> perdure.get(perdure.client().raiseEvent("nobody", "E", 1)))
                .isInstanceOf(InstanceNotFoundException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    @DisplayName("to an unknown instance leaves nothing in the journal (O-81)")
    void unknown_leaves_nothing() {
        var written = new ArrayList<Address>();
        perdure.kernel().afterCommit((address, version) -> written.add(address));

        assertThatThrownBy(() -> perdure.get(perdure.client().raiseEvent("nobody", "E", 1)))
                .isInstanceOf(InstanceNotFoundException.class);
        assertThatThrownBy(() -> perdure.get(perdure.client().terminate("nobody", null)))
                .isInstanceOf(InstanceNotFoundException.class);

        assertThat(written).isEmpty();
    }

    @Test
    @DisplayName("to a finished instance: the client throws (O-81)")
    void finished() {
        var run = start(context -> null);

        assertThatThrownBy(() -> perdure.get(perdure.client().raiseEvent(run.id(), "E", 1)))
                .isInstanceOf(InvalidInstanceStatusException.class)
                .hasMessageContaining("Completed");
    }

    @Test
    @DisplayName("from an orchestration reaches the other, once (O-72)")
    void sent() {
        perdure.orchestrator("Receiver", context -> {
            var all = new ArrayList<Integer>();
            for (int i = 0; i < 3; i++) {
                all.add(context.waitForExternalEvent("N", Integer.class).await());
            }
            return all;
        });
        var receiver = perdure.start("Receiver", null, InstanceOptions.id("receiver"));

        perdure.run(context -> {
            for (int i = 1; i <= 3; i++) {
                context.sendEvent("receiver", "n", i);
            }
            return null;
        });

        assertThat(receiver.output()).isEqualTo("[1,2,3]");
    }

    @Test
    @DisplayName("from an orchestration to nobody is dropped (O-81)")
    void sent_to_nobody() {
        var run = start(context -> {
            context.sendEvent("nobody", "E", 1);
            return "sent";
        });

        assertThat(run.output()).isEqualTo("\"sent\"");
        assertThat(perdure.instance("nobody").exists()).isFalse();
    }

    @Test
    @DisplayName("may be sent to oneself (O-72)")
    void sent_to_oneself() {
        var run = start(context -> {
            context.sendEvent(context.instanceId(), "E", 1);
            return context.waitForExternalEvent("E", Integer.class).await();
        });

        assertThat(run.output()).isEqualTo("1");
    }

    @Test
    @DisplayName("of a former life of the id are gone (O-82)")
    void reuse() {
        perdure.orchestrator(
                "Test",
                context -> context.waitForExternalEvent("E", Integer.class).await());
        var run = perdure.start("Test", null, InstanceOptions.id("again"));
        run.suspend().raise("E", 1).raise("E", 2).resume();
        assertThat(run.output()).isEqualTo("1");

        perdure.start("Test", null, InstanceOptions.id("again"));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("without a payload is an event like any other (O-84)")
    void without_payload() {
        var run =
                start(context -> context.waitForExternalEvent("E", String.class).await() == null);

        assertThat(run.raise("E", null).output()).isEqualTo("true");
    }

    @Test
    @DisplayName("of many names, awaited in a loop, all arrive (acceptance: many names)")
    void many_names() {
        var run = start(context -> {
            int sum = 0;
            for (int i = 0; i < 20; i++) {
                sum += context.waitForExternalEvent("E" + i, Integer.class).await();
            }
            return sum;
        });

        for (int i = 19; i >= 0; i--) {
            run.raise("e" + i, 1);
        }

        assertThat(run.output()).isEqualTo("20");
    }
}

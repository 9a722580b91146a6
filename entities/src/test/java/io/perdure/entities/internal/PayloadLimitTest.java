package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.perdure.entities.EntityId;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayloadLimitTest {

    private final EntityFixture entity = EntityFixture.of(context -> {
                String text = "ä".repeat(context.input(Integer.class));
                if (context.operation().equals("state")) {
                    context.setState(text);
                } else if (context.operation().equals("signal")) {
                    context.signal(EntityId.of("other", "b"), "x", text);
                } else if (context.operation().equals("start")) {
                    context.startOrchestration("Other", text);
                } else {
                    context.setState("returned");
                    return text;
                }
                return null;
            })
            .with(new EntitySettings(10, true, true, 20, 40, 10, Duration.ofMinutes(1)));

    @Test
    @DisplayName("A result up to the limit is given")
    void result_within() {
        assertThat(entity.responses(call("result", "9")).get(0).failure()).isNull();
    }

    @Test
    @DisplayName("A result over the limit fails its operation and undoes it")
    void result_over() {
        assertThat(entity.failure("result", "10").errorMessage())
                .isEqualTo("Result of operation 'result' of @counter@a has 22 bytes (expected: at most 20, "
                        + "perdure.payload.max-size).");
        assertThat(entity.json()).isNull();
    }

    @Test
    @DisplayName("A signal's input over the limit fails the operation that sends it")
    void signal_over() {
        assertThat(entity.failure("signal", "10").errorMessage())
                .startsWith("Input of signal 'x' from @counter@a to @other@b has 22 bytes");
    }

    @Test
    @DisplayName("An orchestration's input over the limit fails the operation that starts it")
    void start_over() {
        assertThat(entity.failure("start", "10").errorMessage())
                .startsWith("Input of orchestration 'Other' started by @counter@a has 22 bytes");
    }

    @Test
    @DisplayName("E-28: a state may be larger than a message")
    void state_within() {
        entity.result("state", "19");
        assertThat(entity.json()).hasSize(21);
    }

    @Test
    @DisplayName("A state over its limit fails the operation and undoes it")
    void state_over() {
        entity.result("state", "3");
        assertThat(entity.failure("state", "20").errorMessage())
                .isEqualTo("State of @counter@a has 42 bytes (expected: at most 40, perdure.entities.max-state-size).");
        assertThat(entity.json()).isEqualTo("\"äää\"");
    }

    @Test
    @DisplayName("Settings are read from configuration, sizes with units")
    void settings_read() {
        var config = ConfigFactory.parseString("""
                kernel.max-batch = 7, payload.max-size = 2 KiB
                entities { rollback-on-failure = off, max-state-size = 1 MiB, max-waiting = 12, unreadable-retry = 30 seconds, list-reads = 3
                  history { keep-for = 1 hour, max-steps = 10 } }
                """);
        assertThat(EntitySettings.of(config))
                .isEqualTo(new EntitySettings(7, false, true, 2_048, 1_048_576, 12, Duration.ofSeconds(30)));
        assertThat(EntityClientSettings.of(config)).isEqualTo(new EntityClientSettings(2_048, 3));
    }

    @Test
    @DisplayName("Wrong settings are refused together, with key, value and expectation")
    void wrong_settings() {
        var config = ConfigFactory.parseString("entities { max-waiting = 0, max-state-size = many }")
                .withFallback(ConfigFactory.defaultReference().getConfig("perdure"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntitySettings.of(config))
                .withMessageContainingAll(
                        "perdure.entities.max-state-size: many (expected: a size",
                        "perdure.entities.max-waiting: 0 (expected: a whole number, 1 or more); set by String: 1.");
    }
}

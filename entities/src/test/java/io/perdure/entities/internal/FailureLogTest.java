package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.perdure.failures.NonRetriable;
import io.perdure.kernel.Incoming;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E-111: failed operations in the log")
class FailureLogTest {

    static final class Refused extends RuntimeException implements NonRetriable {
        Refused() {
            super("not you");
        }
    }

    static final class Hostile extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    static class Faulty {
        public int items;

        public void fail() {
            throw new IllegalStateException("broken");
        }

        public void refuse() {
            throw new Refused();
        }

        public void hostile() {
            throw new Hostile();
        }
    }

    private static ILoggingEvent logged(Incoming message) {
        try (var log = LogLines.of("io.perdure.entities.Operations")) {
            EntityFixture.of(Faulty.class).responses(message);
            assertThat(log.events()).hasSize(1);
            return log.events().get(0);
        }
    }

    private static String text(ILoggingEvent line) {
        return line.getLevel() + " " + line.getFormattedMessage();
    }

    @Test
    @DisplayName("a failed call is there with entity, operation, sender and reason")
    void call_text() {
        assertThat(text(logged(callFrom(EntityFixture.ORCHESTRATION, "c-1", "fail", null))))
                .isEqualTo("WARN Call 'fail' of @faulty@a from o-17 failed: java.lang.IllegalStateException: broken");
    }

    @Test
    @DisplayName("a failed call is there with its stack, which nobody else sees")
    void call_stack() {
        assertThat(logged(call("fail"))
                        .getThrowableProxy()
                        .getStackTraceElementProxyArray()[0]
                        .toString())
                .contains("Faulty.fail");
    }

    @Test
    @DisplayName("E-97: so is a failed signal")
    void signal_stack() {
        ILoggingEvent line = logged(signal("fail"));
        assertThat(text(line))
                .isEqualTo(
                        "WARN Signal 'fail' of @faulty@a from a client failed: java.lang.IllegalStateException: broken");
        assertThat(line.getThrowableProxy()).isNotNull();
    }

    @Test
    @DisplayName("an operation that does not exist is one line")
    void unknown_operation() {
        ILoggingEvent line = logged(call("fial"));
        assertThat(text(line)).contains("has no operation 'fial' (known: fail, hostile, refuse, delete)");
        assertThat(line.getThrowableProxy()).isNull();
    }

    @Test
    @DisplayName("what the operation refuses for good is one line")
    void non_retriable() {
        assertThat(logged(call("refuse")).getThrowableProxy()).isNull();
    }

    @Test
    @DisplayName("an exception that cannot be described does not break off the batch")
    void hostile() {
        assertThat(text(logged(signal("hostile"))))
                .startsWith("WARN Signal 'hostile' of @faulty@a from a client failed: ");
    }
}

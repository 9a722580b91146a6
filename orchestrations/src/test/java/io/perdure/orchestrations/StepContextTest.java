package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

@DisplayName("Custom status, time and logging")
class StepContextTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    // ---- custom status

    @Test
    @DisplayName("custom status: any JSON value, seen with the next commit; the last of a step wins (O-103)")
    void custom_status() {
        var run = start(context -> {
            context.setCustomStatus("overwritten");
            context.setCustomStatus(List.of("step", 1));
            return context.waitForExternalEvent("Go").await();
        });

        assertThat(run.customStatus()).isEqualTo("[\"step\",1]");
    }

    @Test
    @DisplayName("custom status is kept after the end (O-103)")
    void kept_after_end() {
        var run = start(context -> {
            context.setCustomStatus("last");
            throw new IllegalStateException("no");
        });

        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(run.customStatus()).isEqualTo("\"last\"");
    }

    @Test
    @DisplayName("custom status at the limit is taken, beyond it refused at the call (O-104)")
    void limit() {
        var run = start(context -> {
            context.setCustomStatus("x".repeat(8_190)); // with its quotes 16 KiB in UTF-16
            try {
                context.setCustomStatus("x".repeat(8_191));
                return "taken";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        });

        assertThat(run.output()).contains("16386 bytes", "perdure.orchestrations.max-custom-status");
        assertThat(run.customStatus()).hasSize(8_192);
    }

    @Test
    @DisplayName("custom status that was set in the past does not come back on replay (O-105)")
    void replay() {
        var run = start(context -> {
            context.setCustomStatus("first");
            context.waitForExternalEvent("Go").await();
            context.setCustomStatus("second");
            context.waitForExternalEvent("Go").await();
            context.waitForExternalEvent("Go").await();
            return null;
        });
        run.raise("Go", null);

        perdure.crash();
        run.raise("Go", null);

        assertThat(run.customStatus()).isEqualTo("\"second\"");
    }

    @Test
    @DisplayName("clearing the custom status makes it null (O-105)")
    void clear() {
        var run = start(context -> {
            context.setCustomStatus("there");
            context.waitForExternalEvent("Go").await();
            context.clearCustomStatus();
            return context.waitForExternalEvent("Go").await();
        });
        assertThat(run.customStatus()).isEqualTo("\"there\"");

        assertThat(run.raise("Go", null).customStatus()).isNull();
    }

    // ---- time

    @Test
    @DisplayName("the current time stands still within a step and moves between steps (O-99)")
    void time() {
        var run = perdure.run(context -> {
            var first = context.currentTime();
            var again = context.currentTime();
            context.createTimer(ofSeconds(90)).await();
            return List.of(first, again, context.currentTime());
        });

        assertThat(run.output())
                .isEqualTo("[\"2026-11-20T12:00:00Z\",\"2026-11-20T12:00:00Z\",\"2026-11-20T12:01:30Z\"]");
    }

    @Test
    @DisplayName("the current time is the same on replay (O-99)")
    void same_time() {
        var run = start(context -> {
            var times = new ArrayList<Instant>();
            for (int i = 0; i < 3; i++) {
                times.add(context.currentTime());
                context.waitForExternalEvent("Go").await();
            }
            return times;
        });
        for (int i = 0; i < 3; i++) {
            perdure.advance(ofSeconds(10));
            perdure.crash();
            run.raise("Go", null);
        }

        assertThat(run.output())
                .isEqualTo("[\"2026-11-20T12:00:00Z\",\"2026-11-20T12:00:10Z\",\"2026-11-20T12:00:20Z\"]");
    }

    @Test
    @DisplayName("time stamps of a history never go back, also of what was kept while suspended (O-148)")
    void time_stamps() {
        var run = start(context -> {
            context.waitForExternalEvent("A").await();
            return context.waitForExternalEvent("B").await();
        });
        run.suspend();
        perdure.advance(ofSeconds(10));
        run.raise("A", null);
        perdure.advance(ofSeconds(10));

        run.resume().raise("B", null);

        assertThat(run.history()).extracting(HistoryEvent::at).isSorted();
    }

    @Test
    @DisplayName("time stamps of a history never go back, also of what came before a scheduled start (O-148)")
    void time_stamps_of_pending() {
        perdure.orchestrator(
                "Test", context -> context.waitForExternalEvent("A").await());
        var run = perdure.start(
                "Test", null, InstanceOptions.DEFAULT.startingAt(OrchestrationFixture.NOON.plusSeconds(60)));
        perdure.advance(ofSeconds(10));
        run.raise("A", null);

        perdure.advance(ofSeconds(60));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(run.history()).extracting(HistoryEvent::at).isSorted();
    }

    // ---- replaying and logging

    @Test
    @DisplayName("isReplaying is false on the first run, true over the past, false from the first new event on (O-100)")
    void is_replaying() {
        var seen = new CopyOnWriteArrayList<String>();
        var run = start(context -> {
            seen.add("begin " + context.isReplaying());
            context.waitForExternalEvent("Go").await();
            seen.add("middle " + context.isReplaying());
            context.waitForExternalEvent("Go").await();
            seen.add("end " + context.isReplaying());
            return null;
        });
        run.raise("Go", null);
        perdure.crash();

        run.raise("Go", null);

        assertThat(seen).containsExactly("begin false", "middle false", "begin true", "middle true", "end false");
    }

    @Test
    @DisplayName("a replay-safe line is written exactly once, whatever is replayed, at any level (O-100, O-102)")
    void logging() {
        var log = (Logger) LoggerFactory.getLogger("test.replay-safe");
        log.setLevel(Level.TRACE);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        var run = start(context -> {
            var safe = context.logger(log);
            for (int i = 0; i < 4; i++) {
                safe.info("step {}", i);
                safe.atError().log("fluent {}", i);
                context.waitForExternalEvent("Go").await();
            }
            safe.trace("end, enabled {}", safe.isTraceEnabled());
            return null;
        });
        for (int i = 0; i < 4; i++) {
            perdure.crash();
            run.raise("Go", null);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "step 0",
                        "fluent 0",
                        "step 1",
                        "fluent 1",
                        "step 2",
                        "fluent 2",
                        "step 3",
                        "fluent 3",
                        "end, enabled true");
    }

    @Test
    @DisplayName("a replay-safe logger is not enabled while replaying (O-102)")
    void not_enabled() {
        var seen = new CopyOnWriteArrayList<Boolean>();
        var log = LoggerFactory.getLogger("test.enabled");
        var run = start(context -> {
            seen.add(context.logger(log).isErrorEnabled());
            return context.waitForExternalEvent("Go").await();
        });
        perdure.crash();
        run.raise("Go", null);

        assertThat(seen).containsExactly(true, false);
    }
}

package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.scheduled;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduledSignalTest {

    static class Reminder extends Entity<String> {
        @Override
        protected String initialState() {
            return "";
        }

        public void note(String text) {
            state += text;
        }

        public void fail() {
            throw new IllegalStateException("no");
        }

        public String get() {
            return state;
        }
    }

    private static final Instant LATER = NOON.plusSeconds(60);

    private final EntityFixture reminder = EntityFixture.of(Reminder.class);

    private Summary summary() {
        return reminder.logic().summarise(reminder.state);
    }

    @Test
    @DisplayName("E-53: a scheduled signal is accepted at once")
    void accepted_at_once() {
        assertThat(reminder.responses(scheduled("note", "\"a\"", LATER))).containsExactly(Response.ACCEPTED);
    }

    @Test
    @DisplayName("E-53: a scheduled signal does not run before its time")
    void not_before_its_time() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        reminder.now = LATER.minusMillis(1);
        reminder.done();
        assertThat(reminder.json()).isNull();
    }

    @Test
    @DisplayName("E-53: a scheduled signal runs at its time")
    void at_its_time() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        reminder.now = LATER;
        reminder.done();
        assertThat(reminder.json()).isEqualTo("\"a\"");
    }

    @Test
    @DisplayName("E-53: a signal for a time in the past runs at once")
    void past_time() {
        reminder.done(scheduled("note", "\"a\"", NOON.minusSeconds(1)));
        assertThat(reminder.json()).isEqualTo("\"a\"");
    }

    @Test
    @DisplayName("E-54: a scheduled signal runs exactly once")
    void exactly_once() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        reminder.now = LATER;
        reminder.done();
        reminder.done();
        assertThat(reminder.json()).isEqualTo("\"a\"");
    }

    @Test
    @DisplayName("E-54: a scheduled signal that fails has run")
    void failed_has_run() {
        reminder.done(scheduled("fail", null, LATER));
        reminder.now = LATER;
        reminder.done();
        assertThat(summary().wakeAt()).isNull();
    }

    @Test
    @DisplayName("E-54: scheduled signals do not hold up others")
    void outside_fifo() {
        reminder.done(scheduled("note", "\"a\"", LATER), signal("note", "\"b\""));
        assertThat(reminder.json()).isEqualTo("\"b\"");
    }

    @Test
    @DisplayName("E-54: those of the same time run in order of arrival")
    void same_time() {
        reminder.done(scheduled("note", "\"a\"", LATER), scheduled("note", "\"b\"", LATER));
        reminder.done(scheduled("note", "\"c\"", LATER), scheduled("note", "\"0\"", LATER.minusSeconds(1)));
        reminder.now = LATER;
        reminder.done();
        assertThat(reminder.json()).isEqualTo("\"0abc\"");
    }

    @Test
    @DisplayName("E-55: a century is not too long")
    void long_delay() {
        Instant century = Instant.parse("2126-11-20T12:00:00Z");
        reminder.done(scheduled("note", "\"a\"", century));
        assertThat(summary().wakeAt()).isEqualTo(century);
    }

    @Test
    @DisplayName("E-53: an entity wakes for the soonest of its signals")
    void soonest() {
        reminder.done(scheduled("note", "\"a\"", LATER), scheduled("note", "\"b\"", LATER.minusSeconds(9)));
        assertThat(summary().wakeAt()).isEqualTo(LATER.minusSeconds(9));
    }

    @Test
    @DisplayName("E-16: a waiting signal does not make an entity exist, but keeps its record")
    void residue() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        assertThat(summary()).isEqualTo(new Summary("absent", LATER, null, true));
    }

    @Test
    @DisplayName("E-56: deleting the entity does not cancel them")
    void deletion_keeps_them() {
        reminder.done(scheduled("note", "\"a\"", LATER), signal("note", "\"b\""), signal("delete"));
        reminder.now = LATER;
        reminder.done();
        assertThat(reminder.json()).isEqualTo("\"a\"");
    }

    @Test
    @DisplayName("A state that cannot be read keeps its signals, to be tried later")
    void unreadable_keeps_them() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        reminder.state = new EntityState("\"x\"", 9, reminder.state.schedule(), 1, null);
        reminder.now = LATER;
        assertThat(reminder.refused().retryAt()).isEqualTo(LATER.plus(Duration.ofMinutes(1)));
        assertThat(summary().wakeAt()).isEqualTo(LATER);
    }

    @Test
    @DisplayName("A signal for later is received though the state cannot be read")
    void received_though_unreadable() {
        reminder.withState("\"x\"", 9);
        assertThat(reminder.responses(scheduled("note", "\"a\"", LATER))).containsExactly(Response.ACCEPTED);
    }

    @Test
    @DisplayName("Due signals run before those that came later")
    void due_first() {
        reminder.done(scheduled("note", "\"a\"", LATER));
        reminder.now = LATER;
        assertThat(reminder.responses(call("get"))).containsExactly(Response.of("\"a\""));
    }
}

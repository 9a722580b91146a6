package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.SETTINGS;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.scheduled;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityId;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final EntityFunction ADD = context -> {
        if (context.operation().equals("fail")) {
            throw new IllegalStateException("no");
        }
        String next = context.state(String.class, () -> "") + context.input(String.class);
        context.setState(next);
        return next;
    };

    private final EntityFixture entity = EntityFixture.of(ADD);

    private EntityFixture capped(int cap) {
        return entity.with(new EntitySettings(cap, true, true, 1_000, 1_000, 10_000, Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("E-17: operations run one at a time, in order of arrival")
    void in_order() {
        assertThat(entity.responses(call("add", "\"a\""), signal("add", "\"b\""), call("add", "\"c\"")))
                .containsExactly(Response.of("\"a\""), Response.ACCEPTED, Response.of("\"abc\""));
    }

    @Test
    @DisplayName("E-62: a batch takes no more than its limit")
    void capped_batch() {
        var done = capped(2).done(call("add", "\"a\""), call("add", "\"b\""), call("add", "\"c\""));
        assertThat(done.consumed()).isEqualTo(2);
        assertThat(entity.json()).isEqualTo("\"ab\"");
    }

    @Test
    @DisplayName("E-62: due signals leave room for those that wait, and the other way round")
    void capped_with_due() {
        capped(4);
        for (int i = 0; i < 4; i++) {
            entity.done(scheduled("add", "\"d\"", NOON.plusSeconds(1)));
        }
        entity.now = NOON.plusSeconds(2);
        var done = entity.done(call("add", "\"a\""), call("add", "\"a\""), call("add", "\"a\""), call("add", "\"a\""));
        assertThat(done.consumed()).isEqualTo(2);
        assertThat(entity.json()).isEqualTo("\"ddaa\"");
    }

    @Test
    @DisplayName("A step without anything to do changes nothing")
    void nothing_to_do() {
        var done = entity.done();
        assertThat(done.consumed()).isZero();
        assertThat(done.delta()).isNull();
    }

    @Test
    @DisplayName("E-63: the answer to a durable caller is part of the commit")
    void durable_caller() {
        entity.done(callFrom(EntityFixture.ORCHESTRATION, "7", "add", "\"a\""));
        assertThat(entity.outgoing)
                .containsExactly(new Outgoing(EntityFixture.ORCHESTRATION, Message.of("result", "7", "\"a\"")));
    }

    @Test
    @DisplayName("E-95: the failure of a durable caller's call is sent to it")
    void durable_caller_failure() {
        entity.done(callFrom(EntityFixture.ORCHESTRATION, "7", "fail", null));
        assertThat(entity.outgoing).singleElement().satisfies(out -> {
            assertThat(out.message().name()).isEqualTo("7");
            assertThat(out.message().attributes().get("failure")).contains("\"errorMessage\":\"no\"");
        });
    }

    @Test
    @DisplayName("E-111: the journal names the operations of a step")
    void logged() {
        entity.done(
                new Incoming(new Origin.Client("r-1"), Message.of("call", "add", "\"a\"")),
                callFrom(EntityMessages.addressOf(EntityId.of("other", "k")), "7", "fail", null));
        assertThat(entity.lastDelta.at()).isEqualTo(NOON.toEpochMilli());
        assertThat(entity.lastDelta.log().get(0)).isEqualTo(new LoggedOperation("add", null, "r-1", "\"a\"", null));
        assertThat(entity.lastDelta.log().get(1).sender()).isEqualTo("@other@k");
        assertThat(entity.lastDelta.log().get(1).failure().errorMessage()).isEqualTo("no");
    }

    @Test
    @DisplayName("A journaled failure has no stack, so that many of them make no huge row")
    void logged_without_stack() {
        entity.done(call("fail"));
        assertThat(entity.lastDelta.log().get(0).failure().stackTrace()).isEmpty();
    }

    @Test
    @DisplayName("With history off the journal names no operations")
    void history_off() {
        entity.with(new EntitySettings(
                10, true, false, SETTINGS.maxPayloadBytes(), SETTINGS.maxStateBytes(), 10_000, Duration.ofMinutes(1)));
        entity.done(call("add", "\"a\""));
        assertThat(entity.lastDelta.log()).isEmpty();
    }

    @Test
    @DisplayName("E-102: the time of the last operation is kept")
    void last_operation_time() {
        entity.done(signal("add", "\"a\""));
        assertThat(entity.state.lastOperationAt()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    @DisplayName("A message with a verb of a later version fails alone")
    void unknown_verb() {
        var dance = new Incoming(new Origin.Client(null), new Message("dance", "x", null, 0, Map.of()));
        assertThat(entity.responses(dance, call("add", "\"a\"")))
                .satisfies(responses ->
                        assertThat(responses.get(0).failure().errorMessage()).contains("verb 'dance'"))
                .last()
                .isEqualTo(Response.of("\"a\""));
    }

    @Test
    @DisplayName("States and deltas of a later version are read, less what is not known here")
    void tolerant_reading() {
        var later = Map.of("s", "5", "v", 1, "t", 9, "lock", Map.of("owner", "o-1"));
        assertThat(EntityFixture.decoded(EntityFixture.encoded(later), EntityState.class))
                .isEqualTo(new EntityState("5", 1, Schedule.NONE, 9, null));
    }

    @Test
    @DisplayName("A state takes few bytes besides the user's JSON")
    void compact() {
        entity.done(signal("add", "\"a\""));
        assertThat(EntityFixture.encoded(entity.state)).hasSizeLessThan(32);
    }
}

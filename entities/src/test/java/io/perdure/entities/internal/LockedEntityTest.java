package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.callOf;
import static io.perdure.entities.internal.EntityFixture.lock;
import static io.perdure.entities.internal.EntityFixture.orchestration;
import static io.perdure.entities.internal.EntityFixture.scheduled;
import static io.perdure.entities.internal.EntityFixture.signal;
import static io.perdure.entities.internal.EntityFixture.signalFrom;
import static io.perdure.entities.internal.EntityFixture.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** While an entity is locked: who gets through, and what waits. */
class LockedEntityTest {

    private static final Address ANN = orchestration("ann");
    private static final Address BEN = orchestration("ben");

    private final EntityFixture entity = EntityFixture.notes();

    @Test
    @DisplayName("E-77: operations of the holder run ahead of what waits")
    void holder_first() {
        entity.done(lock(ANN, "1"), signal("add", "\"x\""));
        entity.done(callFrom(ANN, "a:1", "add", "\"a\""), signalFrom(ANN, "add", "\"b\""));
        assertThat(entity.json()).isEqualTo("\"ab\"");
        assertThat(entity.outgoing).contains(new Outgoing(ANN, Message.of("result", "a:1", "\"a\"")));
    }

    @Test
    @DisplayName("E-77: operations of clients, entities and other orchestrations wait, and run in order of arrival")
    void others_wait() {
        Address other = EntityMessages.addressOf(EntityId.of("other", "k"));
        entity.done(lock(ANN, "1"));
        entity.done(signal("add", "\"a\""), signalFrom(other, "add", "\"b\""));
        entity.done(callFrom(BEN, "b:1", "add", "\"c\""), call("add", "\"d\""));
        assertThat(entity.json()).isNull();

        entity.done(unlock(ANN, "1"));

        assertThat(entity.json()).isEqualTo("\"abcd\"");
    }

    @Test
    @DisplayName("E-77: what waits behind another lock request waits for that one, too")
    void up_to_the_next_lock() {
        entity.done(lock(ANN, "1"), signal("add", "\"a\""), lock(BEN, "2"), signal("add", "\"b\""));
        entity.done(unlock(ANN, "1"));
        assertThat(entity.json()).isEqualTo("\"a\"");
        entity.done(unlock(BEN, "2"));
        assertThat(entity.json()).isEqualTo("\"ab\"");
    }

    @Test
    @DisplayName("E-49: a client's signal is accepted at once")
    void signal_accepted() {
        entity.done(lock(ANN, "1"));
        assertThat(entity.responses(signal("add", "\"a\""))).containsExactly(Response.ACCEPTED);
    }

    @Test
    @DisplayName("E-77: a client's call is answered when it has run")
    void call_answered_later() {
        entity.done(lock(ANN, "1"));
        assertThat(entity.responses(callOf("r-1", 17, "add", "\"a\""))).containsExactly(Response.LATER);
        entity.done(unlock(ANN, "1"));
        assertThat(entity.late).containsExactly(new Outcome.Late(17, "r-1", Response.of("\"a\"")));
    }

    @Test
    @DisplayName("E-95: a client's call that fails when its turn has come is answered by the failure")
    void failure_later() {
        entity.done(lock(ANN, "1"), callOf(null, 17, "fail", null));
        entity.done(unlock(ANN, "1"));
        assertThat(entity.late).singleElement().satisfies(late -> {
            assertThat(late.ticket()).isEqualTo(17);
            assertThat(late.response().failure().errorMessage()).isEqualTo("no");
        });
    }

    @Test
    @DisplayName("A client's call that waited within one batch only is answered by that batch")
    void answered_in_the_same_batch() {
        var done = entity.done(lock(ANN, "1"), callOf("r-1", 17, "add", "\"a\""), unlock(ANN, "1"));
        assertThat(done.responses().get(1)).isEqualTo(Response.of("\"a\""));
        assertThat(done.late()).isEmpty();
    }

    @Test
    @DisplayName("A signal that waited is answered once, and never later")
    void signals_have_no_late_answer() {
        entity.done(lock(ANN, "1"), signal("add", "\"a\""));
        entity.done(unlock(ANN, "1"));
        assertThat(entity.late).isEmpty();
    }

    @Test
    @DisplayName("E-77: scheduled signals that become due wait as well")
    void due_signals_wait() {
        entity.done(scheduled("add", "\"s\"", NOON.plusSeconds(9)), lock(ANN, "1"));
        entity.now = NOON.plusSeconds(9);
        entity.done();
        assertThat(entity.json()).isNull();
        assertThat(entity.wantsStep()).isFalse();

        entity.done(unlock(ANN, "1"));

        assertThat(entity.json()).isEqualTo("\"s\"");
    }

    @Test
    @DisplayName("E-53: signals for later are kept for their time, not for the lock")
    void signals_for_later() {
        entity.done(lock(ANN, "1"), scheduled("add", "\"s\"", NOON.plusSeconds(9)));
        assertThat(entity.state.schedule().size()).isEqualTo(1);
        assertThat(entity.state.lockState().queue().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("E-101: clients read the committed state")
    void reads_pass() {
        entity.done(signal("add", "\"a\""), lock(ANN, "1"), signal("add", "\"b\""));
        assertThat(entity.logic().read(entity.state, Message.of("state", "counter", null)))
                .isEqualTo(Response.of("\"a\""));
    }

    @Test
    @DisplayName("E-102, E-109: the metadata name the holder and count what waits")
    void metadata() {
        entity.done(lock(orchestration("o\"1"), "1"), lock(BEN, "2"), signal("add", "\"a\""));
        String facts = entity.logic()
                .read(entity.state, Message.of("metadata", "counter", null))
                .result();
        assertThat(facts).contains("\"queued\":2").contains("\"lockedBy\":\"o\\\"1\"");
    }

    @Test
    @DisplayName("E-111: the history shows who called, also of what has waited")
    void history() {
        entity.done(lock(ANN, "1"), callFrom(BEN, "b:1", "add", "\"b\""), callOf("r-1", 3, "add", "\"c\""));
        entity.done(unlock(ANN, "1"));
        assertThat(entity.lastDelta.log())
                .containsExactly(
                        new LoggedOperation("add", "ben", null, "\"b\"", null),
                        new LoggedOperation("add", null, "r-1", "\"bc\"", null));
    }

    @Test
    @DisplayName("What waits is received though the state cannot be read")
    void received_though_unreadable() {
        entity.state =
                new EntityState("\"x\"", 9, Schedule.NONE, 1, new LockState(new Lock(ANN, "1"), WorkQueue.EMPTY));
        assertThat(entity.responses(callOf(null, 1, "add", "\"a\""))).containsExactly(Response.LATER);
    }

    @Test
    @DisplayName("A release is taken though the state cannot be read; what waits goes on waiting")
    void released_though_unreadable() {
        entity.state =
                new EntityState("\"x\"", 9, Schedule.NONE, 1, new LockState(new Lock(ANN, "1"), WorkQueue.EMPTY));
        entity.done(signal("add", "\"a\""));
        assertThat(entity.done(unlock(ANN, "1")).consumed()).isEqualTo(1);
        assertThat(entity.state.lockState().queue().size()).isEqualTo(1);
        assertThat(entity.refused().retryAt()).isAfter(NOON);
    }

    @Test
    @DisplayName("E-64: with rollback off, a state that cannot be written fails what has waited, and grants the lock")
    void spoiled() {
        EntityFixture endless = EntityFixture.of(context -> {
                    context.setState(new Object() {
                        public final Object self = this;
                    });
                    return 1;
                })
                .withoutRollback();
        endless.done(lock(ANN, "1"), callOf(null, 17, "set", null), lock(BEN, "2"));
        endless.done(unlock(ANN, "1"));
        assertThat(endless.late).singleElement().matches(late -> late.response().failure() != null);
        assertThat(endless.grants()).containsExactly("ann/1", "ben/2");
    }

    // Batch limit.

    private EntityFixture capped(int cap) {
        return entity.with(
                new EntitySettings(cap, true, true, 1_000, 1_000, 10_000, EntityFixture.SETTINGS.unreadableRetry()));
    }

    private void lockedWith(String... inputs) {
        entity.done(lock(ANN, "1"));
        for (String input : inputs) {
            entity.done(signal("add", '"' + input + '"'));
        }
    }

    @Test
    @DisplayName("E-62: a long queue runs in several steps, each asked for by the one before")
    void several_steps() {
        lockedWith("a", "b", "c");
        capped(2).done(unlock(ANN, "1"));
        assertThat(entity.json()).isEqualTo("\"a\"");
        assertThat(entity.logic().summarise(entity.state).wakeAt()).isEqualTo(Instant.EPOCH);

        entity.done();

        assertThat(entity.json()).isEqualTo("\"abc\"");
        assertThat(entity.wantsStep()).isFalse();
    }

    @Test
    @DisplayName("E-62: what comes while older work waits does not overtake it")
    void no_overtaking() {
        lockedWith("a", "b", "c");
        capped(2).done(unlock(ANN, "1"));
        var done = entity.done(call("add", "\"x\""));
        assertThat(done.consumed()).isZero();
        entity.done(call("add", "\"x\""));
        assertThat(entity.json()).isEqualTo("\"abcx\"");
    }

    @Test
    @DisplayName("E-62: due signals and the queue share a batch")
    void shared_with_due_signals() {
        entity.done(scheduled("add", "\"s\"", NOON.plusSeconds(1)), scheduled("add", "\"t\"", NOON.plusSeconds(1)));
        lockedWith("a", "b", "c", "d");
        capped(1).done(unlock(ANN, "1"));
        entity.now = NOON.plusSeconds(1);
        capped(2).done();
        assertThat(entity.json()).isEqualTo("\"sa\"");
    }
}

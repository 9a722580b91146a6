package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.C;
import static io.perdure.kernel.Kit.message;
import static io.perdure.kernel.Kit.names;
import static io.perdure.kernel.Kit.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A durable core (DESIGN §3)")
class DurableCoreTest {
    private static final long N = 1_700_000_000_000_000L;
    private static final Outcome<Tally.Delta> REFUSED =
            new Outcome.Refused<>(FailureDetails.of("x", "y", false), Instant.EPOCH);

    private final PlayedCore play = new PlayedCore().load();

    @Test
    @DisplayName("lets neither reply nor message nor acknowledgement out before the commit")
    void nothing_before_the_commit() {
        play.deliver(B, N);
        play.ask(message("x"), null, "client");
        play.step();
        play.commit();
        play.step(to(C, "out"));
        assertThat(play.replies).isEmpty();
        assertThat(play.sent).containsExactly(new Command.Acknowledge(A, N));

        play.commit();

        assertThat(play.replies).containsExactly("client: Done");
        assertThat(play.sent).last().isInstanceOf(Command.Deliver.class);
    }

    @Test
    @DisplayName("acknowledges a duplicate again, without a step")
    void duplicate() {
        play.deliver(B, N);
        play.step();
        play.commit();
        play.sent.clear();
        play.batch = null;

        play.deliver(B, N);

        assertThat(play.sent).containsExactly(new Command.Acknowledge(A, N));
        assertThat(play.batch).isNull();
    }

    @Test
    @DisplayName("keeps the mark of a sender whose next message is accepted while its old Forget comes")
    void forget_overtaken() {
        play.deliver(B, N);
        play.step();
        play.commit();
        play.deliver(B, N + 1);
        play.core.mayForget(B, N);
        play.step();
        play.commit();

        play.deliver(C, N + 2);
        play.step();

        assertThat(play.forgottenLast()).isEmpty();
    }

    @Test
    @DisplayName("does not forget by a Forget from before a reload: the mark may have moved on")
    void forget_before_a_reload() {
        play.deliver(B, N);
        play.step();
        play.commit();
        play.core.mayForget(B, N);
        play.core.journalLost();
        play.otherOwnerWrites(Map.of(B, N + 1));
        play.load();

        play.deliver(C, N + 2);
        play.step();

        assertThat(play.forgottenLast()).isEmpty();
    }

    @Test
    @DisplayName("offers all of a refused delivery again, not its rest alone")
    void refused_head() {
        play.deliver(B, N, N + 1, N + 2);
        assertThat(names(play.batch.incoming())).hasSize(2);
        play.batch = null;

        play.core.stepped(REFUSED);

        assertThat(play.batch).isNull();
        play.deliver(B, N, N + 1, N + 2);
        assertThat(play.batch.incoming()).hasSize(2);
    }

    @Test
    @DisplayName("tells the retry of a refused request, too")
    void refused_retry() {
        play.ask(message("first"), null, "other");
        play.ask(message("x"), "id", "one");
        play.ask(message("x"), "id", "two");
        play.step();
        play.commit();

        play.core.stepped(REFUSED);

        assertThat(play.replies).containsExactly("other: Done", "one: Refused", "two: Refused");
    }

    @Test
    @DisplayName("writes the same event again when the journal does not have it")
    void writes_again() {
        play.ask(message("x"), null, "client");
        play.step();
        play.core.journalLost();
        play.load();

        assertThat(play.written).hasSize(2);
        assertThat(play.written.get(1)).isSameAs(play.written.get(0));
    }

    @Test
    @DisplayName("answers 'unavailable' at once when it is certain that nothing was written, and forgets the request")
    void write_refused() {
        play.ask(message("x"), null, "client");
        play.step();

        play.core.writeRefused();

        assertThat(play.replies).containsExactly("client: Unavailable");
        play.load();
        assertThat(play.written).hasSize(1);
    }

    @Test
    @DisplayName("still answers what it knows when nothing can be written")
    void reads_after_refusal() {
        play.ask(message("x"), null, "client");
        play.step();
        play.commit();
        play.ask(message("y"), null, "client");
        play.step();

        play.core.writeRefused();
        play.core.question(message("what"), "reader");

        assertThat(play.left).isFalse();
        assertThat(play.replies).containsExactly("client: Done", "client: Unavailable", "reader: Viewed");
    }

    @Test
    @DisplayName("leaves open what became of a write that was in doubt when its repetition is refused")
    void repetition_refused() {
        play.ask(message("x"), null, "client");
        play.step();
        play.core.journalLost();
        play.load();

        play.core.writeRefused();

        assertThat(play.replies).isEmpty();
        play.land();
        play.load();
        assertThat(play.replies).containsExactly("client: Done");
    }

    @Test
    @DisplayName("answers after a reload when the journal has the event")
    void answer_lost() {
        play.ask(message("x"), null, "client");
        play.step();
        play.land();
        play.core.journalLost();

        play.load();

        assertThat(play.replies).containsExactly("client: Done");
        assertThat(play.written).hasSize(1);
    }

    @Test
    @DisplayName("works again on a request whose version another owner took")
    void lost_race() {
        play.ask(message("x"), null, "client");
        play.step();
        play.core.journalLost();
        play.otherOwnerWrites(Map.of());

        play.load();

        assertThat(play.replies).isEmpty();
        assertThat(names(play.batch.incoming())).containsExactly("x");
    }

    @Test
    @DisplayName("answers 'unknown' when the journal has moved on too far to tell")
    void moved_on() {
        play.ask(message("x"), null, "client");
        play.step();
        play.core.journalLost();
        for (int i = 0; i <= DurableState.REMEMBERED_STEPS; i++) {
            play.otherOwnerWrites(Map.of());
        }

        play.load();

        assertThat(play.replies).containsExactly("client: Unknown");
    }

    @Test
    @DisplayName("answers 'unknown' when the journal was erased meanwhile")
    void erased_meanwhile() {
        play.deliver(B, N);
        play.step();
        play.commit();
        play.ask(message("x"), null, "client");
        play.step();
        play.core.journalLost();
        play.state = Kit.newState();
        play.version = 0;

        play.load();

        assertThat(play.replies).containsExactly("client: Unknown");
    }

    @Test
    @DisplayName("reports the end of an erasure though the journal was lost meanwhile")
    void erasure_survives_a_lost_journal() {
        play.deliver(B, N);
        play.step();
        play.commit();
        play.core.erase(Erasure.Wish.ALWAYS, "admin");
        play.core.journalLost();
        play.load();

        play.core.erased(true);

        assertThat(play.replies).containsExactly("admin: Erased");
        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName(
            "leaves without a word to the index when it has only been read: a former owner's write may be under way")
    void leaves_silently() {
        var play = new PlayedCore();
        play.otherOwnerWrites(Map.of());
        play.load();

        play.core.idle();

        assertThat(play.row).isNull();
        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName(
            "writes, and so fences former owners, before it shows that there is nothing to do where the waker found something")
    void fences_before_it_shows_less() {
        var play = new PlayedCore();
        play.otherOwnerWrites(Map.of());
        play.load();
        play.core.wake(play.version);

        play.core.idle();
        assertThat(play.left).isFalse();
        assertThat(play.written).hasSize(1);
        play.commit();
        play.core.idle();

        assertThat(play.attached.active()).isFalse();
        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName("shows at once that there is nothing to do when it has written itself")
    void own_write_fences() {
        play.deliver(B, N);
        play.step();
        play.commit();

        play.core.idle();

        assertThat(play.written).hasSize(1);
        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName("is erased at the version that the caller knows, and at no other")
    void erases_a_version() {
        play.deliver(B, N);
        play.step();
        play.commit();

        play.core.erase(new Erasure.Wish(false, 2), "early");
        assertThat(play.erased).isNull();
        play.core.erase(new Erasure.Wish(false, 1), "purge");

        assertThat(play.replies).containsExactly("early: Erased");
        assertThat(play.erased).isEqualTo(1);
    }

    @Test
    @DisplayName("is not erased at a version while a message of it is not acknowledged")
    void erases_nothing_that_sends() {
        play.deliver(B, N);
        play.step(to(C, "out"));
        play.commit();

        play.core.erase(new Erasure.Wish(false, 1), "purge");
        assertThat(play.erased).isNull();
        play.core.acknowledged(C, Long.MAX_VALUE);
        play.core.erase(new Erasure.Wish(false, 1), "again");

        assertThat(play.erased).isEqualTo(1);
    }

    @Test
    @DisplayName("keeps a client's wish to erase it when the waker finds that it may go")
    void wish_of_a_client_stays() {
        play.deliver(B, N);
        play.core.erase(Erasure.Wish.ALWAYS, "admin");
        play.core.erase(Erasure.Wish.IF_NOTHING_IS_LEFT, null);

        play.step();
        play.commit();

        assertThat(play.erased).isEqualTo(1);
    }

    @Test
    @DisplayName("has no wake-up to wait for while a step is under way that will look for it")
    void no_wake_up_while_busy() {
        play.ask(message("nap"), null, "client");
        play.core.stepped(new Outcome.Done<>(
                1, new Tally.Delta(List.of(), play.now + 100, false), List.of(Response.ACCEPTED), List.of()));
        play.commit();
        assertThat(play.core.nextWake()).isEqualTo(play.now + 100);

        play.ask(message("x"), null, "client");
        play.now += 200;

        assertThat(play.core.nextWake()).isEqualTo(Long.MAX_VALUE);
    }
}

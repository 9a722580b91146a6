package io.perdure.kernel;

import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.message;
import static io.perdure.kernel.Kit.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A durable core and the live side of its logic (DESIGN §3)")
class LiveSideTest {
    private static final long N = 1_700_000_000_000_000L;

    private static final Message ASK = Message.of("ask", "0", null);

    private final PlayedCore play = new PlayedCore();

    @Test
    @DisplayName("the live side hears of a load before the first step")
    void loaded_first() {
        play.core.offered(message("own"));

        play.load();

        assertThat(play.told).containsExactly("loaded");
        assertThat(names(play.batch.incoming())).containsExactly("own");
        assertThat(play.batch.incoming().get(0).origin()).isInstanceOf(Origin.Self.class);
    }

    @Test
    @DisplayName("the live side hears of a step after its release, and of none without a delta")
    void committed_after_release() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");
        assertThat(play.told).containsExactly("loaded");

        play.commit();
        assertThat(play.told).containsExactly("loaded", "client: Done", "committed [work]");

        play.ask(message("y"), null, "client");
        play.step();
        play.commit();
        assertThat(play.told).hasSize(4).endsWith("client: Done");
    }

    @Test
    @DisplayName("after a doubtful write that was there the live side hears of the step, then of the load")
    void doubtful_found() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");
        play.land();
        play.core.journalLost();

        play.load();

        assertThat(play.told).containsExactly("loaded", "client: Done", "committed [work]", "loaded [work]");
    }

    @Test
    @DisplayName("while a doubtful write is done again the live side is told nothing")
    void doubtful_again() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");
        play.core.journalLost();
        play.load();
        assertThat(play.told).containsExactly("loaded");

        play.commit();

        assertThat(play.told).containsExactly("loaded", "client: Done", "committed [work]", "loaded [work]");
    }

    @Test
    @DisplayName(
            "after another owner's write the live side hears of the load alone, and its messages are offered again")
    void lost_race() {
        play.load();
        play.core.offered(message("own"));
        play.change("work");
        play.core.journalLost();
        play.otherOwnerWrites(Map.of());

        play.load();

        assertThat(play.told).containsExactly("loaded", "loaded");
        assertThat(names(play.batch.incoming())).containsExactly("own");
    }

    @Test
    @DisplayName("what was offered while the journal was away waits for it")
    void offered_while_away() {
        play.load();
        play.core.journalLost();
        play.core.offered(message("own"));
        play.core.journalLost();

        play.load();

        assertThat(names(play.batch.incoming())).containsExactly("own");
    }

    @Test
    @DisplayName("a refused message comes again when the logic wants to try, and not before")
    void refused() {
        play.load();
        play.core.offered(message("own"));
        refuse(play.now + 100);
        play.batch = null;
        assertThat(play.core.nextWake()).isEqualTo(play.now + 100);
        play.core.wake(0);
        assertThat(play.batch).isNull();

        play.now += 100;
        play.core.wake(0);

        assertThat(names(play.batch.incoming())).containsExactly("own");
    }

    @Test
    @DisplayName("a refused message comes along with whatever is worked on next")
    void refused_then_others() {
        play.load();
        play.core.offered(message("own"));
        refuse(play.now + 100);

        play.deliver(B, N);

        assertThat(names(play.batch.incoming())).containsExactly("own", Long.toString(N));
    }

    @Test
    @DisplayName("a step that makes the instance busy goes to the index in the same transaction as to the journal")
    void busy_is_indexed() {
        play.load();
        play.ask(message("x"), null, "client");

        play.core.stepped(play.outcome("work"));

        assertThat(play.written).hasSize(1);
        assertThat(play.attached.active()).isTrue();
        assertThat(play.attached.version()).isEqualTo(1);
    }

    @Test
    @DisplayName("a busy instance stays in memory, also when its journal is lost")
    void busy_stays() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");
        play.commit();

        play.core.idle();
        play.core.journalLost();

        assertThat(play.left).isFalse();
    }

    private void refuse(long until) {
        play.core.stepped(new Outcome.Refused<>(FailureDetails.of("x", "y", false), Instant.ofEpochMilli(until)));
    }

    @Test
    @DisplayName("a question to the live side waits until that has heard of the load")
    void asked_after_load() {
        play.core.question(ASK, "operator");

        play.load();

        assertThat(play.told).containsExactly("loaded", "asked", "operator: Viewed");
    }

    @Test
    @DisplayName("a question to the live side is asked while a step is under way")
    void asked_in_a_step() {
        play.load();
        play.ask(message("x"), null, "client");

        play.core.question(ASK, "operator");

        assertThat(play.replies).containsExactly("operator: Viewed");
    }

    @Test
    @DisplayName("a question to the live side waits for a commit: it is ahead of what is committed")
    void asked_after_commit() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");

        play.core.question(ASK, "operator");
        assertThat(play.replies).isEmpty();
        play.commit();

        assertThat(play.replies).containsExactly("client: Done", "operator: Viewed");
    }

    @Test
    @DisplayName("a question to the live side that waits is told when the journal is lost")
    void asked_and_lost() {
        play.load();
        play.ask(message("x"), null, "client");
        play.change("work");
        play.core.question(ASK, "operator");

        play.core.journalLost();

        assertThat(play.replies).contains("operator: Unavailable");
    }
}

package io.perdure.kernel;

import static io.perdure.kernel.Kit.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request that a later step answers (DESIGN §3)")
class LateAnswerTest {
    private final PlayedCore play = new PlayedCore();
    private Origin.Client origin;

    @BeforeEach
    void load() {
        play.load();
    }

    @Test
    @DisplayName("is answered by the commit of that step, and not before")
    void answered() {
        taken(null, "client");
        assertThat(play.replies).isEmpty();

        answer();
        assertThat(play.replies).isEmpty();
        play.commit();

        assertThat(play.replies).containsExactlyInAnyOrder("client: Done", "other: Done");
    }

    @Test
    @DisplayName("may be repeated: the repetition waits, too, and the logic does not see it")
    void repeated() {
        taken("id", "client");
        play.batch = null;
        play.ask(message("x"), "id", "again");
        assertThat(play.batch).isNull();

        answer();
        play.commit();

        assertThat(play.replies).containsExactlyInAnyOrder("client: Done", "again: Done", "other: Done");
    }

    @Test
    @DisplayName("is answered at once when it is repeated afterwards")
    void repeated_afterwards() {
        taken("id", "client");
        answer();
        play.commit();

        play.ask(message("x"), "id", "again");

        assertThat(play.replies).endsWith("again: Done");
    }

    @Test
    @DisplayName("is known to the instance's next life, where a repetition waits for the answer")
    void next_life() {
        taken("id", "client");
        var next = new PlayedCore();
        next.state = play.state;
        next.version = play.version;
        next.load();

        next.ask(message("x"), "id", "again");
        assertThat(next.batch).isNull();
        next.ask(message("y"), null, "other");
        next.core.stepped(outcome(1, Response.ACCEPTED, List.of(late())));
        next.commit();

        assertThat(next.replies).contains("again: Done");
    }

    @Test
    @DisplayName("keeps the instance in memory until its client gives up")
    void keeps_in_memory() {
        taken(null, "client");
        play.core.idle();
        assertThat(play.left).isFalse();

        play.now += 1_001;
        play.core.idle();

        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName("has an unknown outcome for its client when the instance moves")
    void moved() {
        taken(null, "client");

        play.core.giveBackRest((question, replyTo) -> {}, await -> {}, (wish, replyTo) -> {});

        assertThat(play.replies).containsExactly("client: Unknown");
    }

    /** A step takes the request, and leaves its client waiting. */
    private void taken(String requestId, String client) {
        play.ask(message("x"), requestId, client);
        origin = (Origin.Client) play.batch.incoming().get(0).origin();
        play.core.stepped(outcome(1, Response.LATER, List.of()));
        play.commit();
    }

    /** Another step has the answer. */
    private void answer() {
        play.ask(message("y"), null, "other");
        play.core.stepped(outcome(1, Response.ACCEPTED, List.of(late())));
    }

    private Outcome.Late late() {
        return new Outcome.Late(origin.ticket(), origin.requestId(), Response.of("1"));
    }

    private static Outcome<Tally.Delta> outcome(int consumed, Response response, List<Outcome.Late> late) {
        return new Outcome.Done<>(consumed, null, List.of(response), List.of(), late);
    }
}

package io.perdure.kernel;

import static io.perdure.kernel.Kit.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question that waits for its answer (DESIGN §3)")
class AwaitTest {
    private static final Message ONE_DONE = message("1");
    private static final Message NONE_DONE = message("0");

    private final PlayedCore play = new PlayedCore();

    @Test
    @DisplayName("is answered at once by a state that can")
    void at_once() {
        play.load().core.await(NONE_DONE, 1_000, "client");

        assertThat(play.replies).containsExactly("client: Viewed");
    }

    @Test
    @DisplayName("is answered after the commit of the step that makes it answerable, once")
    void after_the_commit() {
        play.load().core.await(ONE_DONE, 1_000, "waiting");
        work();
        assertThat(play.replies).isEmpty();

        play.commit();
        work();
        play.commit();

        assertThat(play.replies).containsExactly("writer: Done", "waiting: Viewed", "writer: Done");
    }

    @Test
    @DisplayName("waits for the journal, and writes nothing")
    void before_the_load() {
        play.core.await(ONE_DONE, 1_000, "waiting");
        play.core.await(NONE_DONE, 1_000, "client");
        assertThat(play.replies).isEmpty();

        play.load();

        assertThat(play.replies).containsExactly("client: Viewed");
        assertThat(play.written).isEmpty();
    }

    @Test
    @DisplayName("waits on when the journal is lost, and is answered by what another owner wrote")
    void over_a_reload() {
        play.load().core.await(ONE_DONE, 1_000, "waiting");
        work();
        play.land();
        play.core.journalLost();
        assertThat(play.left).isFalse();

        play.load();

        assertThat(play.replies).contains("waiting: Viewed");
    }

    @Test
    @DisplayName("hears at once that there is no answer yet when it has no patience")
    void no_patience() {
        play.core.await(ONE_DONE, 0, "client");

        play.load();

        assertThat(play.replies).containsExactly("client: NotYet");
    }

    @Test
    @DisplayName("keeps the instance in memory for as long as somebody waits")
    void keeps_in_memory() {
        play.load().core.await(ONE_DONE, 1_000, "waiting");
        play.core.idle();
        assertThat(play.left).isFalse();

        play.now += 1_001;
        play.core.idle();

        assertThat(play.left).isTrue();
    }

    @Test
    @DisplayName("is not answered when nobody waits any more")
    void given_up() {
        play.load().core.await(ONE_DONE, 1_000, "gone");
        play.now += 1_001;
        play.core.await(ONE_DONE, 1_000, "again");

        work();
        play.commit();

        assertThat(play.replies).containsExactly("writer: Done", "again: Viewed");
    }

    @Test
    @DisplayName("is left to the instance's next life")
    void given_back() {
        play.load().core.await(ONE_DONE, 1_000, "waiting");
        var given = new ArrayList<String>();

        play.core.giveBackRest(
                (question, replyTo) -> given.add(replyTo),
                await -> given.add(await.replyTo() + " until " + (await.until() - play.now)),
                (always, replyTo) -> given.add(replyTo));

        assertThat(given).containsExactly("waiting until 1000");
    }

    private void work() {
        play.ask(message("x"), null, "writer");
        play.core.stepped(new Outcome.Done<>(
                1,
                new Tally.Delta(List.of(new Tally.Applied("x", null, 0, List.of())), 0, false),
                List.of(Response.ACCEPTED),
                List.of()));
    }
}

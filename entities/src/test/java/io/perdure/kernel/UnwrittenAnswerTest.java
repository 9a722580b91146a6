package io.perdure.kernel;

import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.message;
import static io.perdure.kernel.Kit.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.FailureDetails;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A step that fails all its requests")
class UnwrittenAnswerTest {
    private static final long N = 1_700_000_000_000_000L;
    private static final Response NOT_FOUND = Response.failed(FailureDetails.of("NotFound", "no such instance", true));

    private final PlayedCore play = new PlayedCore().load();

    private void fail(Outgoing... outgoing) {
        int size = play.batch.incoming().size();
        play.core.stepped(new Outcome.Done<>(size, null, Collections.nCopies(size, NOT_FOUND), List.of(outgoing)));
    }

    @Test
    @DisplayName("of an instance that never was leaves nothing, and is answered at once")
    void leaves_nothing() {
        play.ask(message("x"), null, "client");
        fail();

        assertThat(play.replies).containsExactly("client: Done");
        assertThat(play.written).isEmpty();
        assertThat(play.row).isNull();
    }

    @Test
    @DisplayName("is followed by what waited meanwhile")
    void goes_on() {
        play.ask(message("x"), null, "client");
        play.ask(message("y"), null, "next");
        fail();
        play.step();
        play.commit();

        assertThat(play.replies).containsExactly("client: Done", "next: Done");
        assertThat(play.version).isEqualTo(1);
    }

    @Test
    @DisplayName("is journaled when a request has an id, under which the answer is remembered")
    void request_id() {
        play.ask(message("x"), "id", "client");
        fail();
        assertThat(play.replies).isEmpty();
        play.commit();

        play.ask(message("x"), "id", "again");

        assertThat(play.replies).containsExactly("client: Done", "again: Done");
    }

    @Test
    @DisplayName("is journaled when a durable sender is among them: its message must not come to anything later")
    void durable_sender() {
        play.deliver(B, N);
        fail();

        assertThat(play.sent).isEmpty();
        assertThat(play.written).hasSize(1);
    }

    @Test
    @DisplayName("is journaled when it sends something")
    void sends() {
        play.ask(message("x"), null, "client");
        fail(to(B, "out"));

        assertThat(play.replies).isEmpty();
        assertThat(play.written).hasSize(1);
    }

    @Test
    @DisplayName("is journaled when the instance has a journal: its failure may be part of a history")
    void existing_instance() {
        play.ask(message("x"), null, "first");
        play.step();
        play.commit();

        play.ask(message("y"), null, "client");
        fail();

        assertThat(play.replies).containsExactly("first: Done");
        assertThat(play.written).hasSize(2);
    }
}

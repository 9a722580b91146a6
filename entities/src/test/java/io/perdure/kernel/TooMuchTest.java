package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A durable core on a node that has too much to do for new work")
class TooMuchTest {
    private static final long N = 1_700_000_000_000_000L;

    private boolean behind;

    private final PlayedCore play = new PlayedCore(new Tally() {
                @Override
                public @Nullable String tooMuchFor(Message message) {
                    return behind && message.name().equals(isNew()) ? "too much" : null;
                }
            })
            .load();

    /** Messages of the kit are named after their numbers. */
    private static String isNew() {
        return Long.toString(N + 1);
    }

    @Test
    @DisplayName("tells a client that it is busy, and takes nothing")
    void client() {
        behind = true;

        play.ask(message(isNew()), null, "client");

        assertThat(play.replies).containsExactly("client: Busy");
        assertThat(play.batch).isNull();
    }

    @Test
    @DisplayName("takes what is no new work")
    void goes_on() {
        behind = true;

        play.ask(message("x"), null, "client");
        play.step();
        play.commit();

        assertThat(play.replies).containsExactly("client: Done");
    }

    @Test
    @DisplayName("answers a repetition of what it took before as it did then")
    void repetition() {
        play.ask(message(isNew()), "id", "client");
        play.step();
        play.commit();
        behind = true;

        play.ask(message(isNew()), "id", "again");

        assertThat(play.replies).containsExactly("client: Done", "again: Done");
    }

    @Test
    @DisplayName("acknowledges no delivery with new work in it, and takes all of it when there is less to do")
    void durable_sender() {
        behind = true;
        play.deliver(B, N, N + 1);
        assertThat(play.sent).isEmpty();
        assertThat(play.batch).isNull();

        behind = false;
        play.deliver(B, N, N + 1);
        play.step();
        play.commit();

        assertThat(play.sent).containsExactly(new Command.Acknowledge(A, N + 1));
    }
}

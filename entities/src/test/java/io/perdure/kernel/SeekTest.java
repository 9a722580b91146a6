package io.perdure.kernel;

import static io.perdure.kernel.Kit.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Its owner may have been lost; the client sends no request id, so that nothing can be sent twice. */
@DisplayName("A client that asks what became of its request")
class SeekTest {
    private final PlayedCore play = new PlayedCore().load();

    @BeforeEach
    void asked() {
        play.ask(message("x"), null, "client");
    }

    @Test
    @DisplayName("hears nothing while a step works on it")
    void in_a_step() {
        play.core.seek("client");

        assertThat(play.replies).isEmpty();
    }

    @Test
    @DisplayName("hears nothing while it waits for its turn")
    void in_the_inbox() {
        play.ask(message("y"), null, "second");

        play.core.seek("second");

        assertThat(play.replies).isEmpty();
    }

    @Test
    @DisplayName("hears nothing while it is being written, and then the outcome")
    void in_flight() {
        play.step();

        play.core.seek("client");
        play.commit();

        assertThat(play.replies).containsExactly("client: Done");
    }

    @Test
    @DisplayName("hears that the outcome is unknown where nobody has heard of it")
    void not_here() {
        play.core.seek("of a former owner");

        assertThat(play.replies).containsExactly("of a former owner: Unknown");
    }
}

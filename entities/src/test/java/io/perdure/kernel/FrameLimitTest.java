package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer to another node")
class FrameLimitTest {
    private static final FrameLimit LIMIT = new FrameLimit(9);

    @Test
    @DisplayName("that fits into a frame goes there")
    void fits() {
        var answer = viewed("äääänn".substring(0, 5));

        assertThat(LIMIT.fitting(answer, Kit.A, true)).isSameAs(answer);
    }

    @Test
    @DisplayName("that fits into none becomes the reason why, with sizes and the setting")
    void too_large() {
        Reply reply = LIMIT.fitting(viewed("ääääää"), Kit.A, true);

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.why().errorMessage())
                                .contains(
                                        Kit.A.text(),
                                        "12 bytes",
                                        "at most 9",
                                        "akka.remote.artery.advanced.maximum-frame-size"));
    }

    @Test
    @DisplayName("may be of any size on its own node, where nothing is sent")
    void local() {
        var answer = viewed("ääääää");

        assertThat(LIMIT.fitting(answer, Kit.A, false)).isSameAs(answer);
    }

    @Test
    @DisplayName("leaves room in the frame for what goes with it")
    void head_room() {
        var config = ConfigFactory.parseString("akka.remote.artery.advanced.maximum-frame-size = 4 MiB");

        assertThat(FrameLimit.of(config).bytes()).isBetween(4_000_000L, 4L * 1024 * 1024 - 1);
    }

    private static Reply viewed(String result) {
        return new Reply.Viewed(new DurableClient.View(Response.of(result), 1, Instant.EPOCH, 0));
    }
}

package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.message;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is sent again when the answer stays away (DESIGN §3)")
class AskingTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Reply UNKNOWN = new Reply.Unknown("moved");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TestProbe<Envelope> region = KIT.createTestProbe();
    private final TestProbe<Reply> client = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    @DisplayName("a request with an id, for as long as its client still waits: the journal knows the id")
    void with_id() {
        asking(request("id"), 10 * SECOND).sendAgain(3 * SECOND);

        region.expectMessage(new Envelope(A, new Command.Request(message("add"), "id", 7_000, false, client.getRef())));
    }

    @Test
    @DisplayName("of a request without one only the question what became of it: it could be done twice")
    void without_id() {
        asking(request(null), 10 * SECOND).sendAgain(3 * SECOND);

        region.expectMessage(new Envelope(A, new Command.Seek(client.getRef())));
    }

    @Test
    @DisplayName("of an erasure only that question, too: of a second one the answer would be that nothing was there")
    void erasure() {
        asking(new Command.Erase(Erasure.Wish.ALWAYS, client.getRef()), 10 * SECOND)
                .sendAgain(SECOND);

        region.expectMessage(new Envelope(A, new Command.Seek(client.getRef())));
    }

    @Test
    @DisplayName("a read, as it was")
    void read() {
        var question = new Command.Question(message("get"), client.getRef());

        asking(question, 10 * SECOND).sendAgain(3 * SECOND);

        region.expectMessage(new Envelope(A, question));
    }

    @Test
    @DisplayName("a question that may wait, with the patience that is left")
    void await() {
        asking(new Command.Await(message("end"), 10_000, client.getRef()), 10 * SECOND)
                .sendAgain(4 * SECOND);

        region.expectMessage(new Envelope(A, new Command.Await(message("end"), 6_000, client.getRef())));
    }

    @Test
    @DisplayName("nothing once the client has given up")
    void given_up() {
        asking(request("id"), SECOND).sendAgain(2 * SECOND);

        region.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("an unknown outcome is asked for again by the id of the request, and by nothing else")
    void joins_by_id() {
        assertThat(asking(request("id"), SECOND).mayJoin(UNKNOWN, 0)).isTrue();
        assertThat(asking(request("id"), SECOND).mayJoin(UNKNOWN, SECOND)).isFalse();
        assertThat(asking(request("id"), SECOND).mayJoin(new Reply.Busy("full"), 0))
                .isFalse();
        assertThat(asking(request(null), SECOND).mayJoin(UNKNOWN, 0)).isFalse();
    }

    private Asking asking(Command.Wire command, long until) {
        return new Asking(new Envelope(A, command), region.getRef(), 0, until);
    }

    private Command.Request request(@Nullable String id) {
        return new Command.Request(message("add"), id, 10_000, true, client.getRef());
    }
}

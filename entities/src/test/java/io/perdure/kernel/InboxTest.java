package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.message;
import static io.perdure.kernel.Kit.names;
import static io.perdure.kernel.Kit.newState;
import static io.perdure.kernel.Kit.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An inbox (DESIGN §3)")
class InboxTest {
    private final Inbox<String> inbox = new Inbox<>(2, 0);

    @Test
    @DisplayName("refuses requests beyond its bound")
    void bounded() {
        assertThat(ask("one", null)).isTrue();
        assertThat(ask("two", null)).isTrue();

        assertThat(ask("three", null)).isFalse();
    }

    @Test
    @DisplayName("has room again for what was taken")
    void room_again() {
        ask("one", null);
        ask("two", null);
        inbox.take(newState(), Map.of(), 1);

        assertThat(ask("three", null)).isTrue();
    }

    @Test
    @DisplayName("keeps of one sender the delivery that holds the others")
    void superset_replaces() {
        inbox.offer(A, 0, numbered(1));
        inbox.offer(A, 0, numbered(1, 2, 3));
        inbox.offer(A, 0, numbered(1, 2));

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("1", "2", "3");
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("gives a batch in order of arrival")
    void order() {
        inbox.offer(A, 0, numbered(1));
        ask("x", null);

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("1", "x");
    }

    @Test
    @DisplayName("ignores a delivery beyond its bound: not acknowledged, it comes again")
    void bounded_deliveries() {
        ask("x", null);
        ask("y", null);
        inbox.offer(B, 0, numbered(2));

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("x", "y");
    }

    @Test
    @DisplayName("ends a batch inside a delivery and goes on there (E-62)")
    void cuts_inside_a_delivery() {
        inbox.offer(A, 0, numbered(1, 2, 3));
        ask("x", null);

        assertThat(names(inbox.take(newState(), Map.of(), 2).incoming)).containsExactly("1", "2");
        assertThat(names(inbox.take(newState(), Map.of(), 2).incoming)).containsExactly("3", "x");
    }

    @Test
    @DisplayName("has what a step left over first, in its order")
    void put_back() {
        inbox.offer(A, 0, numbered(1, 2));
        ask("x", null);
        var taken = inbox.take(newState(), Map.of(), 10);
        inbox.offer(B, 0, numbered(9));

        inbox.putBack(taken, 1);

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("2", "x", "9");
    }

    @Test
    @DisplayName("puts back what a step took that was never written, but for what durable senders send again")
    void put_back_requests() {
        inbox.offer(A, 0, numbered(1));
        ask("x", null);
        inbox.offer(message("own"));
        ask("y", null);
        var taken = inbox.take(newState(), Map.of(), 10);

        inbox.putBackUnwritten(taken, 3);

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("x", "own");
    }

    @Test
    @DisplayName("drops the rest of a delivery whose head was refused")
    void drops_the_rest() {
        inbox.offer(A, 0, numbered(1, 2, 3));
        inbox.offer(B, 0, numbered(9));
        inbox.take(newState(), Map.of(), 2);

        inbox.dropDeliveries(Set.of(A));

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("9");
    }

    @Test
    @DisplayName("takes one of several requests with the same id; the others follow it")
    void followers() {
        ask("x", "id");
        ask("x again", "id");

        var taken = inbox.take(newState(), Map.of(), 10);

        assertThat(names(taken.incoming)).containsExactly("x");
        assertThat(taken.takeAsked(0)).extracting(Inbox.Asked::replyTo).containsExactly("x", "x again");
    }

    @Test
    @DisplayName("hands over the waiting requests, and nothing else, when it is emptied")
    void drain() {
        inbox.offer(A, 0, numbered(1));
        ask("x", null);
        var drained = new ArrayList<String>();

        inbox.drainRequests(request -> drained.add(request.replyTo()));

        assertThat(drained).containsExactly("x");
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("takes the instance's own messages beyond its bound, and at no other's cost")
    void own_beyond_the_bound() {
        ask("one", null);
        for (int i = 0; i < 5; i++) {
            inbox.offer(message("own" + i));
        }
        inbox.offer(A, 0, numbered(1));

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming))
                .containsExactly("one", "own0", "own1", "own2", "own3", "own4", "1");
    }

    @Test
    @DisplayName("keeps the instance's own messages when it is emptied: nobody would send them again")
    void own_survive() {
        ask("x", null);
        inbox.offer(message("own"));
        inbox.offer(A, 0, numbered(1));

        inbox.drainRequests(request -> {});

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("own");
    }

    @Test
    @DisplayName("has the instance's own messages of a refused step first in the next")
    void held() {
        inbox.offer(message("own"));
        ask("x", null);
        inbox.hold(inbox.take(newState(), Map.of(), 10));
        assertThat(inbox.hasOnlyHeld()).isTrue();

        ask("y", null);

        assertThat(names(inbox.take(newState(), Map.of(), 10).incoming)).containsExactly("own", "y");
        assertThat(inbox.isEmpty()).isTrue();
    }

    private boolean ask(String name, @Nullable String id) {
        return inbox.offer(new Inbox.Asked<>(message(name), id, Long.MAX_VALUE, name));
    }
}

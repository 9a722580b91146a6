package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.internal.activities.LentCalls.Lent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The book of calls at other nodes")
class LentCallsTest {
    private final LentCalls<String, String> lent = new LentCalls<>();

    @Test
    @DisplayName("O-30 a call is over once: a second answer finds nothing")
    void once() {
        long number = lent.lend("b", "call", 0);

        assertThat(lent.take(number, "b")).isEqualTo("call");
        assertThat(lent.take(number, "b")).isNull();
        assertThat(lent.size()).isZero();
    }

    @Test
    @DisplayName("a node that had the call before has no say over it")
    void former_worker() {
        long number = lent.lend("b", "call", 0);

        lent.accepted(number, "a", 9);

        assertThat(lent.take(number, "a")).isNull();
        assertThat(lent.silentSince(5)).containsExactly(new Lent<>(number, "b", "call", false, 0));
    }

    @Test
    @DisplayName("O-39 all calls of a lost node come back, oldest first, and no others")
    void lost() {
        lent.lend("b", "first", 0);
        long other = lent.lend("c", "other", 0);
        lent.lend("b", "second", 0);

        assertThat(lent.takeAll("b")).containsExactly("first", "second");
        assertThat(lent.take(other, "c")).isEqualTo("other");
    }

    @Test
    @DisplayName("what a worker has spoken of lately is not silent")
    void heard() {
        long number = lent.lend("b", "call", 0);
        lent.accepted(number, "b", 7);

        assertThat(lent.silentSince(7)).isEmpty();
        assertThat(lent.silentSince(8)).containsExactly(new Lent<>(number, "b", "call", true, 7));
    }

    @Test
    @DisplayName("a call that nobody wants is forgotten, and it is known where it was")
    void forgotten() {
        long number = lent.lend("b", "call", 0);

        assertThat(lent.forget("call")).isEqualTo(new Lent<>(number, "b", "call", false, 0));
        assertThat(lent.forget("call")).isNull();
        assertThat(lent.take(number, "b")).isNull();
    }
}

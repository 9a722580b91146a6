package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.numbers;
import static io.perdure.kernel.Kit.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An outbox (DESIGN §3.1)")
class OutboxTest {

    @Test
    @DisplayName("numbers the messages of a step without gaps, over all destinations")
    void numbering() {
        var outbox = Outbox.EMPTY.sent(10, List.of(to(A, "x"), to(B, "y"), to(A, "z")));

        assertThat(numbers(outbox.after(A, 0))).containsExactly(10L, 12L);
        assertThat(numbers(outbox.after(B, 0))).containsExactly(11L);
        assertThat(outbox.lastNumber()).isEqualTo(12);
    }

    @Test
    @DisplayName("gives numbers that follow the clock and rise though the clock does not")
    void next() {
        assertThat(Outbox.next(5, 1_000)).isEqualTo(1_000);
        assertThat(Outbox.next(2_000, 1_000)).isEqualTo(2_001);
    }

    @Test
    @DisplayName("drops what is acknowledged, and a destination that has everything")
    void settled() {
        var outbox = Outbox.EMPTY.sent(10, List.of(to(A, "x"), to(A, "y"), to(B, "z")));

        var settled = outbox.settled(Map.of(A, 10L, B, 12L));

        assertThat(numbers(settled.after(A, 0))).containsExactly(11L);
        assertThat(settled.pending()).containsOnlyKeys(A);
    }

    @Test
    @DisplayName("keeps its last number when everything is settled")
    void remembers_its_number() {
        var outbox = Outbox.EMPTY.sent(10, List.of(to(A, "x"))).settled(Map.of(A, 10L));

        assertThat(outbox.pending()).isEmpty();
        assertThat(outbox.lastNumber()).isEqualTo(10);
    }
}

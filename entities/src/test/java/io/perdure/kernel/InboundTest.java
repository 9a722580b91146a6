package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.numbered;
import static io.perdure.kernel.Kit.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an instance has accepted (DESIGN §3.1)")
class InboundTest {
    private static final Inbound NEW = Inbound.beginning(0, 0);

    @Test
    @DisplayName("lets only numbers above the sender's mark through")
    void duplicates() {
        var inbound = NEW.accepted(Map.of(A, 5L), 1);

        assertThat(numbers(inbound.judge(A, 0, 0, null, numbered(4, 5, 6)).fresh()))
                .containsExactly(6L);
        assertThat(inbound.judge(A, 0, 0, null, numbered(4, 5)).fresh()).isEmpty();
        assertThat(numbers(inbound.judge(B, 0, 0, null, numbered(4, 5)).fresh()))
                .containsExactly(4L, 5L);
    }

    @Test
    @DisplayName("counts what the batch has taken already")
    void beyond() {
        assertThat(numbers(NEW.judge(A, 7, 0, null, numbered(6, 7, 8)).fresh())).containsExactly(8L);
    }

    @Test
    @DisplayName("asks an unknown sender to clear what is not above the floor")
    void must_clear() {
        var inbound = NEW.accepted(Map.of(B, 50L), 1).forgotten(List.of(B));

        assertThat(inbound.judge(A, 0, 0, null, numbered(50)).mustClear()).isTrue();
        assertThat(inbound.judge(A, 0, 0, null, numbered(inbound.floor() + 1)).mustClear())
                .isFalse();
    }

    @Test
    @DisplayName("takes what is cleared for its floor")
    void cleared() {
        var inbound = NEW.accepted(Map.of(B, 50L), 1).forgotten(List.of(B));

        var verdict = inbound.judge(A, 0, inbound.floor(), null, numbered(10));

        assertThat(verdict.mustClear()).isFalse();
        assertThat(numbers(verdict.fresh())).containsExactly(10L);
    }

    @Test
    @DisplayName("takes a cleared message once, even after it was forgotten")
    void cleared_once() {
        var inbound = NEW.accepted(Map.of(B, 50L), 1).forgotten(List.of(B));
        long clearedFor = inbound.floor();

        inbound = inbound.accepted(Map.of(A, 10L), 2).forgotten(List.of(A));

        assertThat(inbound.judge(A, 0, clearedFor, null, numbered(10)).mustClear())
                .isTrue();
    }

    @Test
    @DisplayName("begins with the floor of what others may have forgotten")
    void beginning() {
        assertThat(Inbound.beginning(10_000, 4_000).floor()).isEqualTo(6_000_000);
    }

    @Test
    @DisplayName("knows whom it has not heard of for long")
    void heard_before() {
        var inbound = NEW.accepted(Map.of(A, 5L), 100).accepted(Map.of(B, 6L), 200);

        assertThat(inbound.heardBefore(200)).containsExactly(A);
    }
}

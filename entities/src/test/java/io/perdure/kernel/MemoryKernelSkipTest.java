package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kernel in memory, when time skips")
class MemoryKernelSkipTest {
    private final MemorySlates slates = new MemorySlates("perdure.memory.max-skips = 100");
    private final MemoryKernel kernel = slates.kernel;

    @AfterEach
    void close() {
        slates.close();
    }

    @Test
    @DisplayName("whoever waits in vain hears so after a time-out of hours, at once")
    void awaits_in_vain() {
        kernel.skipTime();

        var waiting = slates.awaitSum("a", 1, Duration.ofHours(5));

        assertThat(MemorySlates.get(waiting)).isNull();
        assertThat(kernel.now()).isEqualTo(MemorySlates.NOON.plus(Duration.ofHours(5)));
    }

    @Test
    @DisplayName("what is due on the way to an answer happens at its time")
    void due_on_the_way() {
        slates.ask("bell", MemorySlates.ringAfter(Duration.ofHours(1)));
        kernel.skipTime();

        MemorySlates.get(slates.awaitSum("a", 1, Duration.ofHours(5)));

        assertThat(slates.read("bell", "notes")).isEqualTo("ring");
    }

    @Test
    @DisplayName("what the world outside is to do is done at its time, a crash or not")
    void at() {
        kernel.at(MemorySlates.NOON.plus(Duration.ofHours(1)), () -> slates.send("a", Slate.add(5)));

        kernel.advance(Duration.ofMinutes(59));
        kernel.crash();
        assertThat(slates.read("a", "sum")).isEqualTo("0");
        kernel.advance(Duration.ofMinutes(1));

        assertThat(slates.read("a", "sum")).isEqualTo("5");
    }

    @Test
    @DisplayName("time stands still while nobody waits")
    void not_unasked() {
        kernel.skipTime();

        slates.ask("bell", MemorySlates.ringAfter(Duration.ofHours(1)));
        kernel.awaitIdle();

        assertThat(kernel.now()).isEqualTo(MemorySlates.NOON);
    }

    @Test
    @DisplayName("one may skip to an answer without having time skip for all")
    void skips_until() {
        slates.ask("bell", MemorySlates.ringAfter(Duration.ofHours(1)));
        var waiting = slates.awaitSum("a", 1, Duration.ofHours(5));

        kernel.skipUntil(waiting);

        assertThat(kernel.now()).isEqualTo(MemorySlates.NOON.plus(Duration.ofHours(5)));
        assertThat(slates.read("bell", "notes")).isEqualTo("ring");
    }

    @Test
    @DisplayName("whoever waits for what can never come is told so")
    void never() {
        assertThatThrownBy(() -> kernel.skipUntil(new CompletableFuture<>()))
                .hasMessageContaining("nothing is due after 2026-11-20T12:00:00Z");
    }

    @Test
    @DisplayName("whoever waits while the same things are due again and again is told so")
    void endless() {
        ringsForEver();

        assertThatThrownBy(() -> kernel.skipUntil(new CompletableFuture<>())).hasMessageContaining("100 times");
    }

    /** Each second commit of the bell is one of its ringing, and has it ring again. */
    private void ringsForEver() {
        slates.ask("bell", MemorySlates.ringAfter(Duration.ofHours(1)));
        kernel.afterCommit((address, version) -> {
            if (version % 2 == 0) {
                var passed = Duration.between(MemorySlates.NOON, kernel.now());
                slates.send("bell", MemorySlates.ringAfter(passed.plusHours(1)));
            }
        });
    }
}

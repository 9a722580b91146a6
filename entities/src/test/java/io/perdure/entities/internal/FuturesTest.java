package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FuturesTest {

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure).join();
    }

    @Test
    @DisplayName("A million steps that are done at once do not fill the stack")
    void many_done_steps() {
        var end = Futures.repeat(0, n -> CompletableFuture.completedFuture(n + 1), n -> n == 1_000_000);

        assertThat(end.join()).isEqualTo(1_000_000);
    }

    @Test
    @DisplayName("Ten thousand steps that are done later do not fill the stack")
    void many_later_steps() {
        var end = Futures.repeat(
                0, n -> CompletableFuture.supplyAsync(() -> n + 1, task -> new Thread(task).start()), n -> n == 10_000);

        assertThat(end.join()).isEqualTo(10_000);
    }

    @Test
    @DisplayName("A first state that is the last takes no step")
    void no_step() {
        var end = Futures.repeat("end", state -> CompletableFuture.failedFuture(new AssertionError()), "end"::equals);

        assertThat(end.join()).isEqualTo("end");
    }

    @Test
    @DisplayName("A step that fails, at once or later, ends with its own failure")
    void failing_step() {
        var failure = new IllegalStateException("no");
        var later = new CompletableFuture<Integer>();

        var ended = Futures.repeat(0, n -> CompletableFuture.<Integer>failedFuture(failure), n -> false);
        var endsLater = Futures.repeat(0, n -> later, n -> false);
        later.completeExceptionally(failure);

        assertThat(failureOf(ended)).isSameAs(failure);
        assertThat(failureOf(endsLater)).isSameAs(failure);
    }

    @Test
    @DisplayName("A step that throws fails the future")
    void throwing_step() {
        var end = Futures.<Integer>repeat(
                0,
                n -> {
                    throw new IllegalStateException("no");
                },
                n -> false);

        assertThat(failureOf(end)).isInstanceOf(IllegalStateException.class).hasMessage("no");
    }
}

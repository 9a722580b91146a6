package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.BusyException;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.DurableClient.View;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitTest extends ClientFixture {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private void then(RuntimeStatus status) {
        durable.waits.add(() ->
                CompletableFuture.completedFuture(FakeDurableClient.view(FakeDurableClient.facts("o-1", status, 0))));
    }

    /** A question that is not answered within its time. */
    private void thenNothing() {
        durable.waits.add(() -> {
            pauses.nanos +=
                    durable.awaited.get(durable.awaited.size() - 1).atMost().toNanos();
            return CompletableFuture.completedFuture(null);
        });
    }

    private void thenFailure(RuntimeException failure) {
        durable.waits.add(() -> CompletableFuture.<@Nullable View>failedFuture(failure));
    }

    @Test
    @DisplayName("O-136: completion gives the metadata with the output")
    void completion() {
        then(RuntimeStatus.Completed);

        var ended = client.waitForCompletion("o-1", MINUTE).join();

        assertThat(ended.output(int.class)).isEqualTo(42);
        assertThat(durable.awaited).containsExactly(new FakeDurableClient.Awaited("awaitEnd", Waits.PIECE));
    }

    @Test
    @DisplayName("O-136: start gives the metadata of an instance that has begun")
    void started() {
        then(RuntimeStatus.Running);

        assertThat(client.waitForStart("o-1", Duration.ofSeconds(3)).join().status())
                .isEqualTo(RuntimeStatus.Running);
        assertThat(durable.awaited).containsExactly(new FakeDurableClient.Awaited("awaitStart", Duration.ofSeconds(3)));
    }

    @Test
    @DisplayName("O-136: a wait goes on in pieces until the time-out, also for an id that nobody has")
    void time_out() {
        thenNothing();
        thenNothing();
        thenNothing();

        assertThat(failureOf(client.waitForCompletion("o-1", Duration.ofSeconds(45))))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Orchestration instance 'o-1' has not ended within PT45S, or does not exist.");
        assertThat(durable.awaited)
                .extracting(FakeDurableClient.Awaited::atMost)
                .containsExactly(Waits.PIECE, Waits.PIECE, Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("O-136: a wait for the start says so when it ends")
    void start_time_out() {
        thenNothing();

        assertThat(failureOf(client.waitForStart("o-1", Duration.ofSeconds(1))))
                .hasMessage("Orchestration instance 'o-1' has not begun within PT1S, or does not exist.");
    }

    @Test
    @DisplayName("a wait for a change says so when it ends, and asks for the version that is known")
    void change_time_out() {
        thenNothing();

        assertThat(failureOf(client.waitForChange("o-1", 17, Duration.ofSeconds(1))))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Orchestration instance 'o-1' has not changed within PT1S, or does not exist.");
        assertThat(durable.awaited)
                .containsExactly(new FakeDurableClient.Awaited("awaitChange", Duration.ofSeconds(1)));
    }

    @Test
    @DisplayName("O-136: zero is ten minutes")
    void default_time_out() {
        for (int i = 0; i < 30; i++) {
            thenNothing();
        }

        assertThat(failureOf(client.waitForCompletion("o-1", Duration.ZERO))).hasMessageContaining("within PT10M");
        assertThat(durable.awaited).hasSize(30);
    }

    @Test
    @DisplayName("A negative time-out is refused")
    void negative() {
        assertThat(failureOf(client.waitForCompletion("o-1", Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S (expected: zero for PT10M, or more)");
    }

    @Test
    @DisplayName("E-9: nobody waits for an entity")
    void entity_id() {
        assertThat(failureOf(client.waitForCompletion("@counter@a", MINUTE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Orchestration instance id: \"@counter@a\"");
    }

    @Test
    @DisplayName("O-136: a wait outlives the loss of a node, a full one, and a store that is away")
    void passing_trouble() {
        thenFailure(new OutcomeUnknownException("no answer"));
        thenFailure(new BusyException("full"));
        thenFailure(new StoreUnavailableException("away", null));
        then(RuntimeStatus.Completed);

        assertThat(client.waitForCompletion("o-1", MINUTE).join().status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(pauses.taken).containsExactly(Waits.PAUSE, Waits.PAUSE, Waits.PAUSE);
    }

    @Test
    @DisplayName("O-136: trouble that lasts is named when the time is over")
    void lasting_trouble() {
        var trouble = new StoreUnavailableException("The store is away.", null);
        thenFailure(trouble);
        thenFailure(trouble);

        assertThat(failureOf(client.waitForCompletion("o-1", Waits.PAUSE.multipliedBy(2))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageEndingWith("Last trouble: The store is away.")
                .hasCause(trouble);
    }

    @Test
    @DisplayName("Trouble of another kind ends the wait")
    void other_trouble() {
        var closed = new IllegalStateException("closed");
        thenFailure(closed);

        assertThat(failureOf(client.waitForCompletion("o-1", MINUTE))).isSameAs(closed);
    }
}

package io.perdure.examples.patterns;

import static io.perdure.testkit.HistoryAssert.assertHistory;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.patterns.BookTrip.Trip;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.testkit.PerdureTestKit;
import io.perdure.testkit.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In virtual time: pauses cost nothing. */
@DisplayName("When something fails,")
class FailuresTest {
    private final AtomicInteger failures = new AtomicInteger();
    private final PerdureTestKit kit = PerdureTestKit.with(new PatternsModule(() -> failures.getAndDecrement() <= 0));

    @AfterEach
    void close() {
        kit.close();
    }

    @Nested
    @DisplayName("A flaky function")
    class Flaky {
        @Test
        @DisplayName("is tried three times, five seconds apart (O-167, O-40, O-41)")
        void third_attempt() {
            failures.set(2);

            Run run = kit.start(RetryFlakyFunction.class, null);

            assertThat(run.output(String.class)).isEqualTo("It worked");
            assertThat(pauses(run, "FlakyFunction")).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
        }

        @Test
        @DisplayName("that fails a third time fails the orchestration, with the reason (O-167, O-48, O-145)")
        void exhausted() {
            failures.set(3);

            Run run = kit.start(RetryFlakyFunction.class, null);

            assertThat(run.failure().orElseThrow().errorMessage()).contains("FlakyFunction", "The line is down.");
            assertHistory(run).scheduled("FlakyFunction", 3).firedTimers(2);
        }
    }

    @Nested
    @DisplayName("A trip")
    class Trips {
        @Test
        @DisplayName("is booked, hotel and flight (O-167)")
        void booked() {
            Run run = kit.start(BookTrip.class, new Trip("Ann", "Lisbon"));

            assertThat(run.output(String.class)).isEqualTo("Booked a hotel in Lisbon and a flight for Ann");
            assertHistory(run).scheduled("CancelHotel", 0);
        }

        @Test
        @DisplayName("without a flight, after pauses of 1 and 2 minutes, loses its hotel too (O-167, O-41, O-48)")
        void undone() {
            Run run = kit.start(BookTrip.class, new Trip("Ann", "Moon"));

            assertThat(run.output(String.class)).isEqualTo("Cancelled: No flight to the Moon.");
            assertThat(pauses(run, "BookFlight")).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
            assertHistory(run).scheduled("CancelHotel", 1);
        }
    }

    /** From one attempt to the next; in virtual time these are exact. */
    private static List<Duration> pauses(Run run, String activity) {
        run.awaitCompletion();
        List<Instant> attempts = run.history().stream()
                .filter(event ->
                        event instanceof TaskScheduled task && task.name().equals(activity))
                .map(HistoryEvent::at)
                .toList();
        return IntStream.range(1, attempts.size())
                .mapToObj(i -> Duration.between(attempts.get(i - 1), attempts.get(i)))
                .toList();
    }
}

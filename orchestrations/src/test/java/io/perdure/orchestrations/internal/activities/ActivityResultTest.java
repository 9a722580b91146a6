package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.perdure.entities.InvalidInputException;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.NonRetriable;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityNotRegisteredException;
import io.perdure.orchestrations.InvalidResultException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an activity takes and comes to")
class ActivityResultTest {
    private final TestPool activities = new TestPool(2);

    @AfterEach
    void close() {
        activities.close();
    }

    record Trip(String to, LocalDate on) {}

    static final class CardDeclined extends RuntimeException implements NonRetriable {
        CardDeclined(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message either");
        }
    }

    public static final class Unwritable {
        public String getName() {
            throw new IllegalStateException("not now");
        }
    }

    private FailureDetails failureOf(Activity<String, ?> activity) {
        return activities.with("Fail", activity).start("Fail", "\"x\"").failure();
    }

    @Test
    @DisplayName("O-34 the input is read as the type that the activity takes, and its result written as JSON")
    void json() {
        activities.with("Book", Trip.class, (Activity<Trip, Trip>)
                (context, trip) -> new Trip(trip.to() + "!", trip.on().plusDays(1)));

        assertThat(activities
                        .start("book", "{\"to\":\"Oslo\",\"on\":\"2026-11-30\"}")
                        .result())
                .isEqualTo("{\"to\":\"Oslo!\",\"on\":\"2026-12-01\"}");
    }

    @Test
    @DisplayName("O-34 a type with parameters is read with them")
    void generic_input() {
        var numbers = TypeFactory.defaultInstance().constructCollectionType(List.class, Long.class);
        activities.with("Sum", numbers, (Activity<List<Long>, Long>)
                (context, list) -> list.stream().mapToLong(Long::longValue).sum());

        assertThat(activities.start("Sum", "[1,2]").result()).isEqualTo("3");
    }

    @Test
    @DisplayName("O-28, O-34 null goes in and comes out, as text or as nothing")
    void nulls() {
        activities.with("Same", (context, input) -> input);

        assertThat(activities.start("Same", null).result()).isNull();
        assertThat(activities.start("Same", "null").result()).isNull();
    }

    @Test
    @DisplayName("input that does not fit fails the call, and says where it does not; the activity does not run")
    void misfit() {
        activities.with("Book", Trip.class, (Activity<Trip, String>) (context, trip) -> "ran");

        FailureDetails failure =
                activities.start("Book", "{\"to\":\"Oslo\",\"on\":17}").failure();

        assertThat(failure.errorType()).isEqualTo(InvalidInputException.class.getName());
        assertThat(failure.errorMessage())
                .isEqualTo("Input of activity 'Book' does not fit " + Trip.class.getTypeName()
                        + ": a number at on (expected: java.time.LocalDate as ISO-8601 text).");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("no input for a primitive fails the call")
    void missing_input() {
        activities.with("Twice", int.class, (Activity<Integer, Integer>) (context, n) -> 2 * n);

        assertThat(activities.start("Twice", null).failure().errorMessage())
                .isEqualTo("Activity 'Twice' needs an input of type int, but got none.");
    }

    @Test
    @DisplayName("O-36 a result that cannot be written fails the activity, and is no reason to run it again")
    void unwritable() {
        FailureDetails failure = failureOf((context, input) -> new Unwritable());

        assertThat(failure.errorType()).isEqualTo(InvalidResultException.class.getName());
        assertThat(failure.errorMessage())
                .startsWith("Result of activity 'Fail' cannot be written as JSON: ")
                .contains("not now");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("a result above the largest payload fails the activity, and names both sizes and the setting")
    void too_large() {
        assertThat(failureOf((context, input) -> "x".repeat(999)).errorMessage())
                .isEqualTo(
                        "Result of activity 'Fail' has 1001 bytes (expected: at most 1000, perdure.payload.max-size).");
    }

    @Test
    @DisplayName("O-35 an exception comes as its type, message, stack and causes")
    void exception() {
        FailureDetails failure = failureOf((context, input) -> {
            throw new IOException("disk full", new IllegalStateException("no space"));
        });

        assertThat(failure.errorType()).isEqualTo("java.io.IOException");
        assertThat(failure.errorMessage()).isEqualTo("disk full");
        assertThat(failure.stackTrace()).contains("ActivityResultTest");
        assertThat(failure.innerFailure().errorMessage()).isEqualTo("no space");
        assertThat(failure.nonRetriable()).isFalse();
    }

    @Test
    @DisplayName("O-46 an exception that is marked so is not retriable")
    void non_retriable() {
        FailureDetails failure = failureOf((context, input) -> {
            throw new CardDeclined("declined", null);
        });

        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("O-146 an exception that cannot be described is a failure all the same")
    void undescribable() {
        FailureDetails failure = failureOf((context, input) -> {
            throw new Unspeakable();
        });

        assertThat(failure.errorType()).isEqualTo(Unspeakable.class.getName());
    }

    @Test
    @DisplayName("O-37 an activity that nobody has registered fails the call, names what is known, and is not retried")
    void not_registered() {
        activities.with("SayHello", (context, input) -> input).with("Charge", (context, input) -> input);

        FailureDetails failure = activities.start("SayHelo", null).failure();

        assertThat(failure.errorType()).isEqualTo(ActivityNotRegisteredException.class.getName());
        assertThat(failure.errorMessage())
                .isEqualTo(
                        "Activity 'SayHelo' is not registered (known: Charge, SayHello). Register it in a DurableModule.");
        assertThat(failure.nonRetriable()).isTrue();
    }

    private static int deeper(int n) {
        return deeper(n + 1) + 1;
    }

    @Test
    @DisplayName("a stack overflow fails the activity and leaves the pool alone")
    void stack_overflow() {
        assertThat(failureOf((context, input) -> deeper(0)).errorType()).isEqualTo("java.lang.StackOverflowError");
        assertThat(activities
                        .with("Same", (context, input) -> input)
                        .start("Same", "\"x\"")
                        .result())
                .isEqualTo("\"x\"");
    }

    @Test
    @DisplayName("out of memory fails the activity, retriably, and leaves the pool alone")
    void out_of_memory() {
        FailureDetails failure = failureOf((context, input) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(failure.errorType()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(failure.nonRetriable()).isFalse();
        assertThat(activities
                        .with("Same", (context, input) -> input)
                        .start("Same", "\"x\"")
                        .result())
                .isEqualTo("\"x\"");
    }
}

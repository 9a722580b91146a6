package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.Response;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are read as what they are, or refused. */
class StrictJsonTest {

    private final Json json = new Json();

    static Stream<Arguments> misfits() {
        return Stream.of(
                arguments("5.7", int.class),
                arguments("5.7", Integer.class),
                arguments("5.7", Long.class),
                arguments("5.7", BigInteger.class),
                arguments("5.7", OptionalInt.class),
                arguments("\"5\"", int.class),
                arguments("\"5\"", Long.class),
                arguments("\"5\"", double.class),
                arguments("\"5\"", BigDecimal.class),
                arguments("\"5\"", BigInteger.class),
                arguments("\"5\"", OptionalInt.class),
                arguments("\"5\"", AtomicInteger.class),
                arguments("\"\"", int.class),
                arguments("\"\"", Integer.class),
                arguments("true", int.class),
                arguments("true", Integer.class),
                arguments("true", String.class),
                arguments("5", String.class),
                arguments("5.7", String.class),
                arguments("5", boolean.class),
                arguments("0", Boolean.class),
                arguments("\"true\"", boolean.class),
                arguments("\"true\"", Boolean.class),
                arguments("\"\"", Boolean.class),
                arguments("65", char.class),
                arguments("65", Character.class),
                arguments("1", TimeUnit.class),
                arguments("\"1\"", TimeUnit.class),
                arguments("\"\"", TimeUnit.class),
                arguments("1", DayOfWeek.class),
                arguments("\"\"", UUID.class),
                arguments("5", LocalDate.class),
                arguments("\"\"", LocalDate.class),
                arguments("\"5\"", LocalDate.class),
                arguments("\"2026-05-04T10:00:00\"", LocalDate.class),
                arguments("[2026,5,4]", LocalDate.class),
                arguments("5", Instant.class),
                arguments("5.7", Instant.class),
                arguments("\"5\"", Instant.class),
                arguments("\"\"", Instant.class),
                arguments("5", OffsetDateTime.class),
                arguments("\"5\"", ZonedDateTime.class),
                arguments("[2026,5,4,10,0]", LocalDateTime.class),
                arguments("\"2026-05-04T10:00:00Z\"", LocalDateTime.class),
                arguments("[10,0]", LocalTime.class),
                arguments("5", Duration.class),
                arguments("\"5\"", Duration.class),
                arguments("2026", Year.class),
                arguments("[2026,5]", YearMonth.class));
    }

    @ParameterizedTest(name = "{0} is no {1}")
    @MethodSource("misfits")
    void refused(String text, Class<?> type) {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> json.read(text, type));
    }

    static Stream<Object> values() {
        return Stream.of(
                5,
                5L,
                5.7,
                5.7f,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("0.10"),
                new BigInteger("12345678901234567890"),
                'a',
                true,
                "",
                "5",
                new byte[0],
                new byte[] {1, 2},
                TimeUnit.DAYS,
                DayOfWeek.MONDAY,
                UUID.fromString("8a2f6c1e-55d0-4b7e-9d43-0c6a1be7f210"),
                OptionalInt.of(5),
                Instant.parse("2026-05-04T10:00:00.123456789Z"),
                LocalDate.of(2026, 5, 4),
                LocalTime.of(10, 0),
                LocalDateTime.of(2026, 5, 4, 10, 0),
                OffsetDateTime.parse("2026-05-04T10:00:00+02:00"),
                ZonedDateTime.parse("2026-05-04T10:00:00+02:00"),
                OffsetTime.parse("10:00:00+02:00"),
                Duration.ofSeconds(90),
                Period.ofDays(3),
                Year.of(2026),
                YearMonth.of(2026, 5),
                MonthDay.of(5, 4),
                ZoneOffset.ofHours(2),
                ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest(name = "{0} comes back as it was written")
    @MethodSource("values")
    void round_trip(Object value) throws JsonProcessingException {
        Class<?> type = value instanceof ZoneId zone && !(zone instanceof ZoneOffset) ? ZoneId.class : value.getClass();
        assertThat(json.read(json.write(value), json.type(type))).isEqualTo(value);
    }

    record Trip(
            Map<Integer, LocalDate> days,
            Optional<Instant> end,
            double length,
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant number,
            @JsonFormat(pattern = "dd.MM.yyyy") LocalDate german) {}

    @Test
    @DisplayName("keys of maps, optional values, whole numbers as fractions and annotated shapes stay readable")
    void round_trip_of_a_record() throws JsonProcessingException {
        var trip = new Trip(
                Map.of(1, LocalDate.of(2026, 5, 4)),
                Optional.of(Instant.EPOCH),
                7,
                Instant.ofEpochSecond(5),
                LocalDate.of(2026, 5, 4));
        assertThat(json.read(json.write(trip).replace("7.0", "7"), Trip.class)).isEqualTo(trip);
    }

    static class Adder extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public int add(int amount) {
            return state += amount;
        }

        public LocalDate date() {
            return context().state(LocalDate.class);
        }

        public LocalDate dateInLine() throws Exception {
            return (LocalDate) dispatch("next", state);
        }

        public LocalDate next(LocalDate date) {
            return date.plusDays(1);
        }
    }

    @Test
    @DisplayName("an input of 5.7 fails an operation on whole numbers")
    void fraction_for_int() {
        assertThat(EntityFixture.of(Adder.class).failure("add", "5.7").errorMessage())
                .startsWith("Input of operation 'add' of @adder@a does not fit int: ");
    }

    @Test
    @DisplayName("E-45: nor does an operation in line get a date for a number")
    void number_for_date_in_line() {
        assertThat(EntityFixture.of(Adder.class)
                        .withState("5", 1)
                        .failure("dateInLine")
                        .errorMessage())
                .startsWith("Input of operation 'next' of @adder@a does not fit java.time.LocalDate: ");
    }

    @Test
    @DisplayName("E-25: a state is not read as something else")
    void state_as_another_type() {
        assertThat(EntityFixture.of(Adder.class)
                        .withState("5", 1)
                        .failure("date")
                        .errorMessage())
                .startsWith("State of @adder@a does not fit java.time.LocalDate: ");
    }

    static class Diary {
        public LocalDate last = LocalDate.EPOCH;

        public LocalDate last() {
            return last;
        }
    }

    @Test
    @DisplayName("E-25: a stored number is no date: the entity waits for code that can read it")
    void unreadable_state() {
        var diary = EntityFixture.of(Diary.class).withState("{\"last\":5}", 1);
        assertThat(diary.refused(EntityFixture.call("last")).why().errorMessage())
                .startsWith("State of @diary@a (schema version 1) cannot be read as ");
        assertThat(diary.json()).isEqualTo("{\"last\":5}");
    }

    @Test
    @DisplayName("E-51: a result that is a number is no date")
    void result_as_another_type() {
        var durable = new FakeDurableClient();
        durable.answer = Response.of("5");
        var client = new DefaultEntityClient(durable, new EntityClientSettings(100, 2));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> client.call(EntityId.of("Counter", "a"), "get", LocalDate.class)
                        .join())
                .withCauseInstanceOf(PerdureException.class)
                .withMessageContaining("has run, but its result does not fit java.time.LocalDate");
    }

    @Test
    @DisplayName("a list of results is looked at one by one")
    void result_list() {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> json.read(
                        "[1,2.5]",
                        json.type(new com.fasterxml.jackson.core.type.TypeReference<List<Integer>>() {}.getType())));
    }
}

package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.failures.FailureDetails;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("E-38: an input that does not fit")
class MisfitTest {

    record Line(String product, int quantity, LocalDate due) {
        Line {
            if (quantity < 0) {
                throw new IllegalStateException("Quantity: negative (expected: 0 or more).");
            }
        }
    }

    record Strict(@JsonProperty(required = true) String name) {}

    static class Setting {
        private String colour = "";

        public String getColour() {
            return colour;
        }

        public void setColour(String colour) {
            throw new IllegalStateException("no such colour");
        }
    }

    static class Shop {
        public int sold;

        public void line(Line line) {}

        public void lines(List<Line> lines) {}

        public void map(Map<String, Line> lines) {}

        public void number(int number) {}

        public void big(long number) {}

        public void small(byte number) {}

        public void text(String text) {}

        public void flag(boolean flag) {}

        public void date(LocalDate date) {}

        public void unit(Unit unit) {}

        public void uuid(UUID id) {}

        public void timeUnit(TimeUnit unit) {}

        public void strict(Strict strict) {}

        public void setting(Setting setting) {}
    }

    enum Unit {
        KILO,
        GRAM
    }

    private final EntityFixture shop = EntityFixture.of(Shop.class);

    static Stream<Arguments> inputs() {
        String bean = "io.perdure.entities.internal.MisfitTest$";
        return Stream.of(
                arguments("number", "5.7", "int: a number with a fraction (expected: int)."),
                arguments("number", "3000000000", "int: a number out of range (expected: int)."),
                arguments("number", "true", "int: true or false (expected: int)."),
                arguments("number", "[1]", "int: an array (expected: int)."),
                arguments("small", "300", "byte: a number out of range (expected: byte)."),
                arguments("big", "99999999999999999999", "long: a number out of range (expected: long)."),
                arguments("text", "5", "java.lang.String: a number (expected: java.lang.String)."),
                arguments("text", "{}", "java.lang.String: an object (expected: java.lang.String)."),
                arguments("flag", "1", "boolean: a number (expected: boolean)."),
                arguments(
                        "date", "5", "java.time.LocalDate: a number (expected: java.time.LocalDate as ISO-8601 text)."),
                arguments(
                        "date",
                        "\"secret\"",
                        "java.time.LocalDate: a string of another form (expected: java.time.LocalDate as ISO-8601 text)."),
                arguments("unit", "\"secret\"", bean + "Unit: a string of another form (expected: one of KILO, GRAM)."),
                arguments("unit", "1", bean + "Unit: a number (expected: one of KILO, GRAM)."),
                arguments("uuid", "\"secret\"", "java.util.UUID: a string of another form (expected: java.util.UUID)."),
                arguments("line", "[]", bean + "Line: an array (expected: an object)."),
                arguments("line", "{\"quantity\":\"secret\"}", bean + "Line: a string at quantity (expected: int)."),
                arguments(
                        "line",
                        "{\"due\":\"secret\"}",
                        bean
                                + "Line: a string of another form at due (expected: java.time.LocalDate as ISO-8601 text)."),
                arguments("lines", "{}", "java.util.List: an object (expected: an array)."),
                arguments(
                        "lines", "[{},{\"quantity\":[]}]", "java.util.List: an array at [1].quantity (expected: int)."),
                arguments(
                        "map",
                        "{\"a/b\":{\"quantity\":[]}}",
                        "java.util.Map: an array at a/b.quantity (expected: int)."),
                arguments("strict", "{}", bean + "Strict: Missing required creator property 'name' (index 0) at name."),
                arguments(
                        "line",
                        "{\"quantity\":-1}",
                        bean + "Line: " + bean + "Line refused it: Quantity: negative (expected: 0 or more)."),
                arguments(
                        "lines",
                        "[{\"quantity\":-1}]",
                        "java.util.List: " + bean
                                + "Line refused it: Quantity: negative (expected: 0 or more) at [0]."),
                arguments("setting", "{\"colour\":\"secret\"}", bean + "Setting: no such colour at colour."));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @MethodSource("inputs")
    void message(String operation, String input, String expected) {
        assertThat(shop.failure(operation, input).errorMessage())
                .isEqualTo("Input of operation '%s' of @shop@a does not fit %s".formatted(operation, expected));
    }

    @Test
    @DisplayName("that is a string says how a body becomes one, for it is the commonest mistake")
    void body_as_text() {
        assertThat(shop.failure("number", "\"5\"").errorMessage())
                .isEqualTo("Input of operation 'number' of @shop@a does not fit int: a string (expected: int)."
                        + " Over HTTP a body is taken as a string unless its Content-Type is application/json.");
    }

    @ParameterizedTest(name = "{0} of {1}: cannot be mended by trying again")
    @MethodSource("inputs")
    void non_retriable(String operation, String input) {
        assertThat(shop.failure(operation, input))
                .extracting(FailureDetails::errorType, FailureDetails::nonRetriable)
                .containsExactly("io.perdure.entities.InvalidInputException", true);
    }

    @ParameterizedTest(name = "{0} of {1}: nothing of it is repeated, and nothing of Jackson is told")
    @MethodSource("inputs")
    void discreet(String operation, String input) {
        FailureDetails failure = shop.failure(operation, input);
        assertThat(failure.toString())
                .doesNotContain("secret", "REDACTED", "fasterxml.jackson.core.JsonParseException");
        assertThat(failure.toString()).doesNotContain("[Source", "com.fasterxml.jackson.databind.exc");
    }

    @Test
    @DisplayName("that is missing cannot be mended by trying again")
    void missing() {
        assertThat(shop.failure("number").nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("because its own type refused it has that type's exception as the cause")
    void own_cause() {
        assertThat(shop.failure("line", "{\"quantity\":-1}").innerFailure())
                .extracting(FailureDetails::errorType, FailureDetails::errorMessage)
                .containsExactly("java.lang.IllegalStateException", "Quantity: negative (expected: 0 or more).");
    }

    @Test
    @DisplayName("E-25: a state that does not fit is told in the same words")
    void state() {
        shop.withState("{\"sold\":\"secret\"}", 1);
        assertThat(shop.refused(EntityFixture.call("number", "1")).why().errorMessage())
                .startsWith("State of @shop@a (schema version 1) cannot be read as " + Shop.class.getName()
                        + ": a string at sold (expected: int). Deploy code that can read it,");
    }
}

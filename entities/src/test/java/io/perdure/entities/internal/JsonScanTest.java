package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text that is looked at only to know whether it is JSON")
class JsonScanTest {
    private static final String ALPHABET = "{}[],:\" \\un01.-eEtrfalsx";

    private final Json json = new Json();

    @ParameterizedTest(name = "{0} begins with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "null | VALUE_NULL",
                "' 7 ' | VALUE_NUMBER_INT",
                "1.50 | VALUE_NUMBER_FLOAT",
                "\"a\\u00e4\" | VALUE_STRING",
                "{\"a\":[1,{}],\"a\":null} | START_OBJECT",
                "[[],[]] | START_ARRAY"
            })
    void json(String text, JsonToken first) throws JsonProcessingException {
        assertThat(json.scan(text)).isEqualTo(first);
    }

    @ParameterizedTest(name = "\"{0}\" is no value at all")
    @ValueSource(strings = {"", " \n\t"})
    void nothing(String text) throws JsonProcessingException {
        assertThat(json.scan(text)).isNull();
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "tea",
                "1 2",
                "{} []",
                "{}}",
                "[1,]",
                "[1",
                "{\"a\":",
                "\"cut",
                "[\"\\x\"]",
                "{\"\\x\":1}",
                "[\"\u0001\"]",
                "[01]",
                "[1e99999999999]",
                "NaN",
                "/**/1"
            })
    void no_json(String text) {
        assertThatThrownBy(() -> json.scan(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    @DisplayName("nested more deeply, or with longer numbers, than can be read is refused")
    void too_much() {
        assertThatThrownBy(() -> json.scan("[".repeat(1_001) + "]".repeat(1_001)))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> json.scan("1".repeat(1_001))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    @DisplayName("is refused exactly when it cannot be read")
    void as_reading() {
        var random = new Random(7);
        var differing = new ArrayList<String>();
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            boolean reads = passes(json::tree, text.toString());
            if (reads != passes(json::scan, text.toString())) {
                differing.add(text.toString());
            }
            readable += reads ? 1 : 0;
        }
        assertThat(differing).isEmpty();
        assertThat(readable).isGreaterThan(100);
    }

    private interface Reading {
        Object of(String text) throws JsonProcessingException;
    }

    private static boolean passes(Reading reading, String text) {
        try {
            reading.of(text);
            return true;
        } catch (JsonProcessingException | NumberFormatException refused) {
            return false;
        }
    }
}

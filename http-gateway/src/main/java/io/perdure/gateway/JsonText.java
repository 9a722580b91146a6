package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Checks and makes JSON text without building a tree of it: what comes in goes on as it is. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonFactory factory;

    JsonText(HttpSettings settings) {
        this(settings.maxJsonDepth(), settings.maxJsonString());
    }

    /** @param maxString the longest string, and the longest name, in characters */
    JsonText(int maxDepth, int maxString) {
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(maxString)
                        .build())
                .build();
    }

    /** @throws Refusal when the text is not exactly one JSON value, or nested too deeply */
    void check(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw Refusal.badRequest("Request body: empty (expected: one JSON value).");
            }
            skip(parser, text.length() > factory.streamReadConstraints().getMaxStringLength());
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("Request body: more than one JSON value (expected: one).");
            }
        } catch (StreamConstraintsException tooMuch) {
            throw Refusal.badRequest(
                    "Request body: JSON nested too deeply, or with too long a string, name or number, at %s (expected: at most %d levels, perdure.http.max-json-depth, and strings of %d characters, perdure.http.max-json-string)."
                            .formatted(
                                    place(tooMuch),
                                    factory.streamReadConstraints().getMaxNestingDepth(),
                                    factory.streamReadConstraints().getMaxStringLength()));
        } catch (JsonEOFException cutOff) {
            throw Refusal.badRequest(
                    "Request body: JSON that breaks off at %s (expected: one JSON value).".formatted(place(cutOff)));
        } catch (JsonProcessingException notJson) {
            throw Refusal.badRequest(
                    "Request body: not JSON at %s (expected: one JSON value).".formatted(place(notJson)));
        } catch (IOException unreadable) {
            throw Refusal.badRequest("Request body: not JSON (expected: one JSON value).");
        }
    }

    /** The parser is lazy: it would let a broken scalar pass, and a string of any length that nobody asks for. */
    private static void skip(JsonParser parser, boolean measured) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (depth == 0 || (measured && token == JsonToken.VALUE_STRING)) {
                parser.finishToken();
                if (token == JsonToken.VALUE_STRING) {
                    // The parser itself looks only when a buffer is full.
                    parser.streamReadConstraints().validateStringLength(parser.getTextLength());
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** Whether the text is exactly one JSON value, and not nested too deeply. */
    boolean isValue(String text) {
        try {
            check(text);
            return true;
        } catch (Refusal notJson) {
            return false;
        }
    }

    /** Plain data, such as a map, as JSON. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException noPlainData) {
            throw new IllegalArgumentException("Not plain data: " + value.getClass(), noPlainData);
        }
    }

    /** Jackson's own message says more, but also repeats what was sent. */
    private static String place(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        return at == null ? "its beginning" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    /** The text as a JSON string. */
    static String quote(String text) {
        var json = new StringBuilder(text.length() + 16).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }
}

package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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

    JsonText(int maxDepth) {
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        // The size of the body is limited already.
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** @throws Refusal when the text is not exactly one JSON value, or nested too deeply */
    void check(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw Refusal.badRequest("Request body: empty (expected: one JSON value).");
            }
            parser.skipChildren();
            if (parser.currentToken().isScalarValue()) {
                // Reads the value to its end: the parser is lazy, and would let a broken one pass.
                parser.finishToken();
            }
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("Request body: more than one JSON value (expected: one).");
            }
        } catch (StreamConstraintsException tooMuch) {
            throw Refusal.badRequest(
                    "Request body: JSON nested too deeply, or with too long a name or number, at %s (expected: at most %d levels, perdure.http.max-json-depth)."
                            .formatted(
                                    place(tooMuch),
                                    factory.streamReadConstraints().getMaxNestingDepth()));
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

package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;

/** Checks and makes JSON text without building a tree of it: what comes in goes on as it is. */
final class JsonText {
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
        } catch (JsonProcessingException notJson) {
            var at = notJson.getLocation();
            throw Refusal.badRequest("Request body: not JSON (line %d, column %d: %.200s)."
                    .formatted(
                            at == null ? 0 : at.getLineNr(),
                            at == null ? 0 : at.getColumnNr(),
                            notJson.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw Refusal.badRequest("Request body: not JSON (%.200s).".formatted(unreadable.getMessage()));
        }
    }

    /** The text as a JSON string. */
    static String quote(String text) {
        var json = new StringBuilder(text.length() + 16).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }
}

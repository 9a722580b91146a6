package io.perdure.entities.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An upper bound for JSON texts, by the key that sets it. */
public record PayloadLimit(String key, int maxBytes) {

    public static PayloadLimit payload(int maxBytes) {
        return new PayloadLimit("perdure.payload.max-size", maxBytes);
    }

    static PayloadLimit state(int maxBytes) {
        return new PayloadLimit("perdure.entities.max-state-size", maxBytes);
    }

    /**
     * The text itself, when it is not too long.
     *
     * @param what begins the message, such as {@code Result of operation 'get' of @counter@a}
     * @throws IllegalArgumentException when the text is longer than allowed
     */
    @Nullable
    public String check(@Nullable String json, String what) {
        // No text has more than three bytes per char, so that most are never measured.
        if (json == null || json.length() <= maxBytes / 3) {
            return json;
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(
                    "%s has %d bytes (expected: at most %d, %s).".formatted(what, bytes, maxBytes, key));
        }
        return json;
    }
}

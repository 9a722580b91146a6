package io.perdure.orchestrations.internal.http;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param headers names in lower case
 * @param text the body, read as UTF-8 (O-114)
 */
record Answer(int status, Map<String, List<String>> headers, String text) {

    @Nullable
    String header(String lowerCaseName) {
        var values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** With a Location that stands by itself: the caller does not know where the redirects led. */
    Answer from(URI last) {
        String location = header("location");
        if (location == null) {
            return this;
        }
        try {
            var absolute = new HashMap<>(headers);
            absolute.put("location", List.of(last.resolve(location).toString()));
            return new Answer(status, absolute, text);
        } catch (IllegalArgumentException malformed) {
            return this; // who follows it says so
        }
    }
}

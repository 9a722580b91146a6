package io.perdure.orchestrations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer; 4xx and 5xx are answers too (O-108).
 *
 * @param headers names in lower case
 * @param content text; null for none
 */
public record DurableHttpResponse(
        int statusCode,
        Map<String, List<String>> headers,
        @Nullable String content) {

    /** The first value of a header; null when it is absent. */
    public @Nullable String header(String name) {
        var values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}

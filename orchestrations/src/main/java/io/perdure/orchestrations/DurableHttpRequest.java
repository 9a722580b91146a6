package io.perdure.orchestrations;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for {@link OrchestrationContext#callHttp}. Immutable.
 *
 * @param content text; null for none
 * @param asynchronousPattern whether a 202 is followed by polling its {@code Location} until the answer is another (O-109)
 * @param timeout of each single request with its redirects, until its answer is read; null for {@code
 *     perdure.http-calls.request-timeout}, 100 s (O-112)
 * @param retry null for none
 * @param statusCodesToRetry with {@code retry}: empty for any but 2xx (O-113)
 */
public record DurableHttpRequest(
        String method,
        URI uri,
        Map<String, List<String>> headers,
        @Nullable String content,
        boolean asynchronousPattern,
        @Nullable Duration timeout,
        @Nullable RetryPolicy retry,
        Set<Integer> statusCodesToRetry) {

    /** @throws IllegalArgumentException when the URI is not absolute http or https */
    public DurableHttpRequest {
        if (!uri.isAbsolute() || uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException(
                    "URI: \"%s\" (expected: http:// or https:// and a host).".formatted(uri));
        }
        if (method.isBlank()) {
            throw new IllegalArgumentException("HTTP method: \"\" (expected: such as GET).");
        }
        headers = Map.copyOf(headers);
        statusCodesToRetry = Set.copyOf(statusCodesToRetry);
    }

    public static DurableHttpRequest of(String method, URI uri) {
        return new DurableHttpRequest(method, uri, Map.of(), null, true, null, null, Set.of());
    }

    public static DurableHttpRequest get(URI uri) {
        return of("GET", uri);
    }

    public static DurableHttpRequest post(URI uri, String content) {
        return of("POST", uri).withContent(content);
    }

    public DurableHttpRequest withContent(@Nullable String text) {
        return new DurableHttpRequest(
                method, uri, headers, text, asynchronousPattern, timeout, retry, statusCodesToRetry);
    }

    public DurableHttpRequest withHeader(String name, String... values) {
        var all = new java.util.HashMap<>(headers);
        all.put(name, List.of(values));
        return new DurableHttpRequest(
                method, uri, all, content, asynchronousPattern, timeout, retry, statusCodesToRetry);
    }

    public DurableHttpRequest withTimeout(Duration eachRequest) {
        return new DurableHttpRequest(
                method, uri, headers, content, asynchronousPattern, eachRequest, retry, statusCodesToRetry);
    }

    /** A 202 is an answer like any other (O-111). */
    public DurableHttpRequest withoutPolling() {
        return new DurableHttpRequest(method, uri, headers, content, false, timeout, retry, statusCodesToRetry);
    }

    public DurableHttpRequest withRetry(RetryPolicy policy, Integer... statusCodes) {
        return new DurableHttpRequest(
                method, uri, headers, content, asynchronousPattern, timeout, policy, Set.of(statusCodes));
    }
}

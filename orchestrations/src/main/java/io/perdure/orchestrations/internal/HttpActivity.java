package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import io.perdure.failures.NonRetriable;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.DurableHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The built-in activity behind {@code callHttp} (O-107): one request, one answer. Off unless its host is allowed. */
public final class HttpActivity implements Activity<List<HttpActivity.Request>, DurableHttpResponse> {
    static final String NAME = "BuiltIn::HttpActivity";

    private static final long DEFAULT_TIMEOUT_MILLIS = 100_000;
    private static final int MAX_SHOWN = 200;

    /**
     * What travels.
     *
     * @param timeoutMillis 0 for the default
     * @param failOn statuses that fail the task, so that it is retried; empty for any but 2xx; null for none
     */
    public record Request(
            String method,
            URI uri,
            Map<String, List<String>> headers,
            @Nullable String content,
            long timeoutMillis,
            @Nullable Set<Integer> failOn) {

        static Request of(DurableHttpRequest asked) {
            Duration timeout = asked.timeout();
            return new Request(
                    asked.method(),
                    asked.uri(),
                    asked.headers(),
                    asked.content(),
                    timeout == null ? 0 : timeout.toMillis(),
                    asked.retry() == null ? null : asked.statusCodesToRetry());
        }
    }

    /** The host is not among those that this node may call. */
    public static final class HostNotAllowedException extends IllegalArgumentException implements NonRetriable {
        HostNotAllowedException(String host) {
            super("Host '%s' is not allowed for callHttp (expected: one that perdure.http-calls.allowed-hosts names)."
                    .formatted(host));
        }
    }

    /** An answer that the request's retry options count as a failure. */
    public static final class HttpStatusException extends IOException {
        HttpStatusException(Request request, int status, String body) {
            super("%s %s answered %d: %s"
                    .formatted(
                            request.method(),
                            request.uri(),
                            status,
                            body.length() <= MAX_SHOWN ? body : body.substring(0, MAX_SHOWN) + "…"));
        }
    }

    private final List<Pattern> allowed;
    private final int maxBytes;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER) // a redirect could lead to a host that is not allowed
            .build();

    /** Reads the {@code perdure} section. */
    public HttpActivity(Config perdure) {
        allowed = perdure.getStringList("http-calls.allowed-hosts").stream()
                .map(HttpActivity::pattern)
                .toList();
        maxBytes = (int) perdure.getBytes("payload.max-size").longValue();
    }

    /** {@code *} stands for any number of characters. */
    private static Pattern pattern(String host) {
        return Pattern.compile(
                Pattern.quote(host.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
    }

    @Override
    public DurableHttpResponse run(ActivityContext context, List<Request> requests)
            throws IOException, InterruptedException {
        Request request = requests.get(0);
        String host = request.uri().getHost();
        if (host == null
                || allowed.stream().noneMatch(pattern -> pattern.matcher(host).matches())) {
            throw new HostNotAllowedException(String.valueOf(host));
        }
        HttpResponse<InputStream> answer;
        long millis = request.timeoutMillis() == 0 ? DEFAULT_TIMEOUT_MILLIS : request.timeoutMillis();
        try {
            answer = client.send(build(request, millis), HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException late) {
            throw new HttpTimeoutException("%s %s: no answer within %s."
                    .formatted(request.method(), request.uri(), Duration.ofMillis(millis)));
        } catch (IOException broken) {
            throw new IOException(
                    "%s %s: %s"
                            .formatted(
                                    request.method(),
                                    request.uri(),
                                    broken.getMessage() == null
                                            ? broken.getClass().getName()
                                            : broken.getMessage()),
                    broken);
        }
        String body = text(request, answer);
        int status = answer.statusCode();
        Set<Integer> failOn = request.failOn();
        if (failOn != null && (failOn.isEmpty() ? status / 100 != 2 && status != 202 : failOn.contains(status))) {
            throw new HttpStatusException(request, status, body);
        }
        var headers = new HashMap<String, List<String>>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new DurableHttpResponse(status, headers, body.isEmpty() ? null : body);
    }

    private static HttpRequest build(Request request, long millis) {
        String content = request.content();
        var builder = HttpRequest.newBuilder(request.uri())
                .timeout(Duration.ofMillis(millis))
                .method(
                        request.method().toUpperCase(Locale.ROOT),
                        content == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(content));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        if (content != null && request.headers().keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            builder.header("Content-Type", "text/plain; charset=utf-8");
        }
        return builder.build();
    }

    private String text(Request request, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("%s %s: the answer has more than %d bytes (perdure.payload.max-size)."
                        .formatted(request.method(), request.uri(), maxBytes));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

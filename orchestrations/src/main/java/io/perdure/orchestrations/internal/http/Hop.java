package io.perdure.orchestrations.internal.http;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request on the way to an answer; a redirect leads to the next.
 *
 * @param content null for none
 */
record Hop(
        String method,
        URI uri,
        Map<String, List<String>> headers,
        @Nullable String content) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    static Hop first(HttpActivity.Request request) {
        return new Hop(request.method().toUpperCase(Locale.ROOT), request.uri(), request.headers(), request.content());
    }

    /** Whether the answer sends on to another place. */
    static boolean isRedirect(Answer answer) {
        return REDIRECTS.contains(answer.status()) && answer.header("location") != null;
    }

    /**
     * What the redirect asks for: as browsers do it, a GET after 303, and after 301 and 302 if it was a POST. Another origin
     * gets no credentials.
     *
     * @throws CallRefusedException when its Location is no URI, or would go on in the open
     */
    Hop redirected(Answer answer) {
        URI next = location(answer);
        Origin from = Origin.of(uri);
        Origin to = Origin.of(next);
        if (from.isDowngrade(to)) {
            throw new CallRefusedException("From https to http is not allowed for callHttp (expected: https).");
        }
        var rest = from.headersFor(to, headers);
        int status = answer.status();
        boolean get = (status == 303 && !method.equals("HEAD")) || (status < 303 && method.equals("POST"));
        return get ? new Hop("GET", next, withoutContent(rest), null) : new Hop(method, next, rest, content);
    }

    private URI location(Answer answer) {
        String location = answer.header("location");
        try {
            return uri.resolve(String.valueOf(location));
        } catch (IllegalArgumentException malformed) {
            throw new CallRefusedException("Location \"%.200s\" (expected: a URI).".formatted(location));
        }
    }

    private static Map<String, List<String>> withoutContent(Map<String, List<String>> headers) {
        var rest = new HashMap<>(headers);
        rest.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        return rest;
    }

    /** For messages: without query, fragment and user info, any of which may be a secret. */
    String place() {
        return place(uri);
    }

    static String place(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + host + port + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}

package io.perdure.orchestrations.internal.http;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Scheme, host and port: who gets a request, and so whom its credentials are for.
 *
 * @param port also where it is the scheme's own; -1 when nobody knows
 */
public record Origin(String scheme, String host, int port) {
    /** Names in lower case. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "cookie2",
            "x-functions-key",
            "x-api-key",
            "api-key",
            "ocp-apim-subscription-key",
            "x-auth-token",
            "x-csrf-token",
            "x-xsrf-token");

    /** What can be told from the URI; never fails. */
    public static Origin of(URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        String host = Target.canonical(Objects.requireNonNullElse(uri.getHost(), ""));
        int own = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        return new Origin(scheme, host, uri.getPort() == -1 ? own : uri.getPort());
    }

    /** Whether what was asked for in secret would go on in the open. */
    public boolean isDowngrade(Origin next) {
        return scheme.equals("https") && next.scheme.equals("http");
    }

    /** The headers of a request to this origin as another may get them: all of them, or those without credentials. */
    public Map<String, List<String>> headersFor(Origin next, Map<String, List<String>> headers) {
        if (equals(next)) {
            return headers;
        }
        var rest = new HashMap<>(headers);
        rest.keySet().removeIf(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
        return rest;
    }
}

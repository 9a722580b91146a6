package io.perdure.gateway;

import akka.http.javadsl.model.HttpRequest;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How clients reach this node: as they did with the request at hand (H-36).
 *
 * @param forwarded whether headers of a proxy say it; else they are ignored, since anybody can send them
 * @param configured for when there is no request; empty when nobody has said it
 */
record PublicAddress(boolean forwarded, String configured) {
    private static final Pattern SCHEME = Pattern.compile("https?");
    /** Name or address, with or without port: nothing that would end the authority of a URL. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]{1,255}");

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,64}");

    /**
     * Scheme and authority, perhaps with a path before ours, for whoever has sent no request.
     *
     * @throws IllegalStateException when none is configured: a guess would go out in mails
     */
    String origin() {
        if (configured.isEmpty()) {
            throw new IllegalStateException(
                    "%s: not set (expected: the URL under which clients reach this node, such as https://perdure.example.org). Links without a request need it."
                            .formatted(PublicUrl.KEY));
        }
        return configured;
    }

    /** Scheme and authority, such as {@code http://node:8080}; of a request that has none, the configured ones. */
    String origin(HttpRequest request) {
        if (request.getUri().isRelative()) {
            return origin();
        }
        String url = request.getUri().toString();
        return origin(request, url, pathAt(url));
    }

    /** The request's own URL, with its query. */
    String url(HttpRequest request) {
        String url = request.getUri().toString();
        if (request.getUri().isRelative()) {
            return origin() + url;
        }
        int path = pathAt(url);
        return origin(request, url, path) + url.substring(path);
    }

    /** Who called, as far as proxies say that may be believed; else as {@code direct} says. */
    String client(HttpRequest request, Supplier<String> direct) {
        if (forwarded) {
            String said = header(request, "For", CLIENT);
            if (said == null) {
                said = parameter(request, "for", CLIENT);
            }
            if (said != null) {
                return said;
            }
        }
        return direct.get();
    }

    private String origin(HttpRequest request, String url, int path) {
        if (!forwarded) {
            return url.substring(0, path);
        }
        int host = url.indexOf("://");
        String proxyScheme = said(request, "Proto", SCHEME);
        String proxyHost = said(request, "Host", HOST);
        return (proxyScheme == null ? url.substring(0, host) : proxyScheme)
                + "://"
                + (proxyHost == null ? url.substring(host + 3, path) : proxyHost);
    }

    /** The standard's header counts before those that are only customary. */
    private static @Nullable String said(HttpRequest request, String what, Pattern allowed) {
        String standard = parameter(request, what, allowed);
        return standard == null ? header(request, what, allowed) : standard;
    }

    /** The first of several proxies is the one that the client talks to. What makes no sense counts as absent. */
    private static @Nullable String header(HttpRequest request, String what, Pattern allowed) {
        for (String prefix : new String[] {"X-Forwarded-", "X-Original-"}) {
            var found = request.getHeader(prefix + what)
                    .map(header -> header.value().split(",", 2)[0].trim())
                    .filter(value -> allowed.matcher(value).matches());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    /** A parameter of the first element of {@code Forwarded} (RFC 7239). */
    private static @Nullable String parameter(HttpRequest request, String what, Pattern allowed) {
        String first = request.getHeader("Forwarded")
                .map(header -> header.value().split(",", 2)[0])
                .orElse("");
        for (String pair : first.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).trim().equalsIgnoreCase(what)) {
                String value = pair.substring(equals + 1).trim().replaceFirst("^\"(.*)\"$", "$1");
                return allowed.matcher(value).matches() ? value : null;
            }
        }
        return null;
    }

    private static int pathAt(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url.length() : path;
    }
}

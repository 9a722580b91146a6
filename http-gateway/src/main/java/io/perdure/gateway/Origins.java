package io.perdure.gateway;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may use the door: those of the door itself, and those that {@code perdure.http.cors} names (H-106). A
 * browser sends simple requests to any address, the loopback one included, whatever the page they come from.
 *
 * @param hosts names that the door has; empty when any will do
 */
record Origins(Set<String> allowed, Duration maxAge, Set<String> hosts) {
    private static final String ANY = "*";
    private static final String EXPECTED = "a list of origins such as https://shop.example, or \"*\" alone for all";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+(%[^]]*)?]");
    private static final RawHeader VARY = RawHeader.create("Vary", "Origin");
    private static final RawHeader EXPOSED = RawHeader.create(
            "Access-Control-Expose-Headers", "Location, Retry-After, x-ms-continuation-token, WWW-Authenticate");
    private static final List<HttpHeader> PREFLIGHT = List.of(
            RawHeader.create("Access-Control-Allow-Methods", "GET, POST, DELETE"),
            RawHeader.create(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, x-functions-key, x-ms-continuation-token"));

    /**
     * Reads the section {@code perdure.http}.
     *
     * @param open whether anybody may use the door who reaches it: then a page may not pretend to be of its host
     */
    static Origins read(SettingsReader http, boolean open) {
        var allowed = new HashSet<String>();
        for (String origin : http.texts("cors.allowed-origins", EXPECTED)) {
            if (!origin.equals(ANY) && !origin.matches("[a-z][a-z0-9+.-]*://[^/?#@\\s]+")) {
                http.wrong("cors.allowed-origins", '"' + origin + '"', EXPECTED);
            }
            allowed.add(origin.toLowerCase(Locale.ROOT));
        }
        var hosts = new HashSet<String>();
        List<String> more = http.texts("allowed-hosts", "a list of names");
        if (!http.flag("allow-insecure") && open) {
            hosts.add("localhost");
            hosts.add(lower(http.text("host")));
            more.forEach(host -> hosts.add(lower(host)));
        }
        Duration maxAge = http.duration("cors.max-age", Duration.ZERO, Duration.ofDays(1));
        return new Origins(Set.copyOf(allowed), maxAge, Set.copyOf(hosts));
    }

    /** @throws Refusal when a page of somewhere else sent it, or sent it to a name that is not this door's */
    void check(HttpRequest request) {
        if (!hosts.isEmpty()) {
            checkHost(lower(request.getUri().host().address()));
        }
        if (request.method() == HttpMethods.GET || request.method() == HttpMethods.HEAD) {
            return; // The browser keeps the answer from the page.
        }
        String origin = origin(request);
        if (origin != null && !isAllowed(origin) && !isOwn(origin, request)) {
            throw new Refusal(
                    Problem.FORBIDDEN,
                    "Origin: \"%.200s\" (expected: one of perdure.http.cors.allowed-origins, or none)."
                            .formatted(origin));
        }
    }

    /** The answer to a browser that asks whether it may; null when it may not, or does not ask. */
    @Nullable
    HttpResponse preflight(HttpRequest request) {
        if (request.method() != HttpMethods.OPTIONS || allowed.isEmpty()) {
            return null;
        }
        String origin = origin(request);
        if (origin == null
                || !isAllowed(origin)
                || request.getHeader("Access-Control-Request-Method").isEmpty()) {
            return null;
        }
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeaders(PREFLIGHT)
                .addHeader(RawHeader.create("Access-Control-Max-Age", Long.toString(maxAge.toSeconds())));
    }

    /** The answer, readable for the page that asked if it may. */
    HttpResponse shared(HttpRequest request, HttpResponse answer) {
        if (allowed.isEmpty()) {
            return answer;
        }
        String origin = origin(request);
        return origin == null || !isAllowed(origin)
                ? answer.addHeader(VARY)
                : answer.addHeaders(List.of(VARY, EXPOSED, RawHeader.create("Access-Control-Allow-Origin", origin)));
    }

    private void checkHost(String host) {
        if (!hosts.contains(host)
                && !ADDRESS.matcher(host).matches()
                && host.indexOf(':') < 0
                && !host.endsWith(".localhost")) {
            throw new Refusal(
                    Problem.FORBIDDEN,
                    "Host: \"%.200s\" (expected: localhost, an address, or one of perdure.http.allowed-hosts; a door without keys has no other name)."
                            .formatted(host));
        }
    }

    private boolean isAllowed(String origin) {
        return allowed.contains(ANY) || allowed.contains(origin);
    }

    /** Of a page that this door served, whatever the scheme outside of a proxy is. */
    private static boolean isOwn(String origin, HttpRequest request) {
        String host = request.getHeader("Host").map(HttpHeader::value).orElse("");
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private static @Nullable String origin(HttpRequest request) {
        return request.getHeader("Origin")
                .map(header -> header.value().trim().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package io.perdure.orchestrations.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request goes, in the one form in which it is judged, sent, and compared.
 *
 * @param scheme http or https
 * @param host in lower case, without a dot at its end; an IPv6 address without brackets
 * @param port 1 to 65535, also where it is the scheme's own
 * @param path with its query; neither fragment nor user info
 */
record Target(String scheme, String host, int port, String path) {
    private static final int MAX_PORT = 65_535;
    /** The last label is a number, so that some reader takes the whole for an IPv4 address. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    /** @throws CallRefusedException for a URI that means nothing, or not the same to every reader */
    static Target of(URI uri) {
        Origin origin = Origin.of(uri);
        if (!origin.scheme().equals("http") && !origin.scheme().equals("https")) {
            throw refused("Scheme '%.20s'".formatted(origin.scheme()), "http or https");
        }
        if (uri.getHost() == null || origin.host().isEmpty()) {
            throw refused("A URI without a host", "http:// or https:// and a host of letters, digits, '-' and '.'");
        }
        if (uri.getRawUserInfo() != null) {
            // Never shown: it may be a password.
            throw refused("A URI with user info before its host", "credentials in a header");
        }
        if (origin.host().contains("%") || isOddNumber(origin.host())) {
            throw refused(
                    "Host '%.100s'".formatted(origin.host()),
                    "a name, an IPv4 address as four decimal numbers, or an IPv6 address in brackets without a zone");
        }
        if (origin.port() < 1 || origin.port() > MAX_PORT) {
            throw refused("Port %d".formatted(origin.port()), "1 to " + MAX_PORT);
        }
        String query = uri.getRawQuery();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(origin.scheme(), origin.host(), origin.port(), query == null ? path : path + '?' + query);
    }

    /** {@code 127.1}, {@code 0x7f.0.0.1}, {@code 017700000001}: Java, the C library and browsers read them differently. */
    private static boolean isOddNumber(String host) {
        return NUMERIC.matcher(host).matches() && !IpNetwork.isDottedQuad(host) && host.indexOf(':') < 0;
    }

    /** One host, one spelling: without the dot that ends a full name, and without the brackets of a URI. */
    static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static CallRefusedException refused(String what, String expected) {
        return new CallRefusedException("%s is not allowed for callHttp (expected: %s).".formatted(what, expected));
    }
}

package io.perdure.orchestrations.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request may consist of, so that it is one request and no two, and goes where it was judged to go. */
final class RequestForm {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** Anything that can be seen, blanks and tabs; no line ends, nothing beyond Latin-1, which would be sent as '?'. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]*");

    private static final Set<String> NOT_METHODS = Set.of("CONNECT", "TRACE", "TRACK");
    /** They belong to the connection, or say where the request goes or how long it is; names in lower case. */
    private static final Set<String> NOT_HEADERS = Set.of(
            "host",
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private RequestForm() {}

    /** @throws CallRefusedException naming the method or the header, and never a header's value */
    static void check(String method, Map<String, List<String>> headers) {
        if (!TOKEN.matcher(method).matches() || NOT_METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            throw new CallRefusedException(
                    "HTTP method '%s' is not allowed for callHttp (expected: such as GET).".formatted(shown(method)));
        }
        headers.forEach(RequestForm::header);
    }

    private static void header(String name, List<String> values) {
        if (!TOKEN.matcher(name).matches()) {
            throw new CallRefusedException(
                    "Header name '%s' (expected: letters, digits and -).".formatted(shown(name)));
        }
        if (NOT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new CallRefusedException(
                    "Header '%s' cannot be given with callHttp (expected: none; it follows from the request)."
                            .formatted(name));
        }
        if (values.stream().anyMatch(value -> !VALUE.matcher(value).matches())) {
            throw new CallRefusedException(
                    "Header '%s' has a value with characters that a header cannot have (expected: no line ends, no control characters, nothing beyond Latin-1)."
                            .formatted(name));
        }
    }

    private static String shown(String text) {
        String start = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}

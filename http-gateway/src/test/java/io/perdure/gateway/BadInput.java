package io.perdure.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that is wrong, odd, or hostile, and the status that it must get: one line of a file in {@code bad-input/}.
 *
 * <p>Columns, divided by {@code " | "}: status, what it is, request line, headers (divided by {@code " ;; "}), body. A target
 * without a leading slash is below the base of the API. Host and Content-Length are added when they are missing; {@code
 * -Host} leaves it out. {@code \r \n \t \\ \xHH} are bytes, <code>{repeat TEXT N}</code> is TEXT N times. {@code RAW} sends
 * the body alone. Lines that begin with {@code #} say something.
 */
record BadInput(int status, String name, byte[] request) {
    private static final Pattern REPEAT = Pattern.compile("\\{repeat (.+?) (\\d+)}", Pattern.DOTALL);
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

    /** The cases of one file, in order. */
    static List<BadInput> of(String file) {
        String path = "/bad-input/" + file + ".txt";
        try (InputStream in = Objects.requireNonNull(BadInput.class.getResourceAsStream(path), path)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(BadInput::parse)
                    .toList();
        } catch (IOException | RuntimeException wrong) {
            throw new IllegalStateException(path, wrong);
        }
    }

    private static BadInput parse(String line) {
        String[] parts = line.split(" \\|(?= |$)", -1);
        return new BadInput(Integer.parseInt(parts[0].trim()), parts[1].trim(), request(parts));
    }

    private static byte[] request(String[] parts) {
        String body = parts.length > 4 && !parts[4].isEmpty() ? expand(parts[4].substring(1)) : "";
        if (parts[2].trim().equals("RAW")) {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
        String headers = expand(parts[3].trim().replace(" ;; ", "\\r\\n"));
        var request = new StringBuilder(requestLine(expand(parts[2].trim())));
        if (headers.equals("-Host")) {
            headers = "";
        } else if (!headers.startsWith("Host:") && !headers.contains("\nHost:")) {
            request.append("Host: localhost\r\n");
        }
        if (!headers.isEmpty()) {
            request.append(headers).append("\r\n");
        }
        if (!body.isEmpty() && !headers.contains("Content-Length:") && !headers.contains("Transfer-Encoding")) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String requestLine(String line) {
        int space = line.indexOf(' ');
        String target = line.substring(space + 1);
        boolean whole = target.startsWith("/") || target.startsWith("http:");
        String version = line.matches("(?s).* (?i:HTTP)/[0-9.]+") ? "" : " HTTP/1.1";
        return line.substring(0, space + 1) + (whole ? "" : GatewayFixture.BASE) + target + version + "\r\n";
    }

    /** Every character of the result is one byte. */
    private static String expand(String text) {
        String repeated = REPEAT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
        String escaped = BYTE.matcher(repeated)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
        return escaped.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\\", "\\");
    }
}

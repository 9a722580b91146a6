package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Bad input")
class BadInputTest {
    private static final Pattern REPEAT = Pattern.compile("\\{repeat (.+?) (\\d+)}", Pattern.DOTALL);
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("perdure.http.max-body-size = 64 KiB");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @TestFactory
    @DisplayName("gets the status that bad-input.txt says, and no stack (H-3, H-6, H-7, H-95, H-97, H-105)")
    Stream<DynamicTest> cases() throws IOException {
        return lines().stream()
                .map(line -> line.split(" \\|(?= |$)", -1))
                .map(parts -> DynamicTest.dynamicTest(
                        parts[1].trim(), () -> expect(Integer.parseInt(parts[0].trim()), request(parts))));
    }

    private static void expect(int status, byte[] request) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(door.port(), request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.head() + answer.body()).doesNotContain("\tat ", "StackTrace", "akka.http", "java.base");
        if (status == 400 || status > 404 && status != 410) {
            assertThat(answer.body()).as(answer.head()).containsAnyOf("\"Message\":\"", "\"detail\":\"");
        }
        if (status == 404 && !answer.body().isEmpty()) {
            assertThat(answer.body()).containsAnyOf("is not registered", "has no operation", "wrong-method");
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = Objects.requireNonNull(BadInputTest.class.getResourceAsStream("/bad-input.txt"))) {
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
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
        } else if (!headers.contains("Host:")) {
            request.append("Host: localhost\r\n");
        }
        if (!headers.isEmpty()) {
            request.append(headers).append("\r\n");
        }
        if (!body.isEmpty() && !headers.contains("Content-Length:") && !headers.contains("Transfer-Encoding:")) {
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

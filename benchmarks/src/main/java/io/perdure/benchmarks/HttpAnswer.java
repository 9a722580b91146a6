package io.perdure.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer at a time out of bytes as they come. Only what a node sends: a length, or no body at all;
 * chunks are refused by name rather than misread.
 */
final class HttpAnswer {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "\r\ntransfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4096];
    private int count;
    private int bodyFrom;
    private int end;

    /** Takes what arrived; the answer is whole once {@link #complete} says so. */
    void append(byte[] from, int length) {
        if (count + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + length));
        }
        System.arraycopy(from, 0, bytes, count, length);
        count += length;
    }

    void clear() {
        count = 0;
        bodyFrom = 0;
        end = 0;
    }

    boolean complete() throws IOException {
        if (bodyFrom == 0 && !readHead()) {
            return false;
        }
        if (count > end) {
            throw new IOException("Answer: %d bytes more than its length says.".formatted(count - end));
        }
        return count == end;
    }

    int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
    }

    boolean ok() {
        return bytes[9] == '2';
    }

    boolean closes() {
        return find(CLOSE, bodyFrom) >= 0;
    }

    String body() {
        return new String(bytes, bodyFrom, end - bodyFrom, StandardCharsets.UTF_8);
    }

    /** The value of a header, its name in lower case; null when there is none. */
    @Nullable
    String header(String name) {
        int at = find(("\r\n" + name + ':').getBytes(StandardCharsets.US_ASCII), bodyFrom);
        if (at < 0) {
            return null;
        }
        String rest = new String(bytes, at, bodyFrom - at, StandardCharsets.ISO_8859_1).substring(name.length() + 3);
        return rest.substring(0, rest.indexOf('\r')).strip();
    }

    private boolean readHead() throws IOException {
        int headEnd = headEnd();
        if (headEnd < 0) {
            return false;
        }
        if (headEnd < 16 || bytes[0] != 'H' || bytes[5] != '1' || bytes[8] != ' ') {
            throw new IOException("Answer: \"%s\" (expected: an HTTP/1.1 status line).".formatted(start()));
        }
        if (find(CHUNKED, headEnd) >= 0) {
            throw new IOException("Answer: in chunks (expected: a Content-Length).");
        }
        int length = find(LENGTH, headEnd);
        bodyFrom = headEnd;
        end = headEnd + (length < 0 ? 0 : number(length + LENGTH.length));
        return true;
    }

    private int headEnd() {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where a header, given in lower case, stands before {@code limit}; -1 for nowhere. */
    private int find(byte[] header, int limit) {
        for (int i = 0; i + header.length <= limit; i++) {
            int matched = 0;
            while (matched < header.length && lower(bytes[i + matched]) == header[matched]) {
                matched++;
            }
            if (matched == header.length) {
                return i;
            }
        }
        return -1;
    }

    private int number(int from) throws IOException {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = Math.addExact(Math.multiplyExact(value, 10), bytes[at] - '0');
        }
        if (bytes[at] != '\r') {
            throw new IOException("Answer: \"%s\" (expected: digits in Content-Length).".formatted(start()));
        }
        return value;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    private String start() {
        String text = new String(bytes, 0, Math.min(count, 80), StandardCharsets.ISO_8859_1);
        return text.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    }
}

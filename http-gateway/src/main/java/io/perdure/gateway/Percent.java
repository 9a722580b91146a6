package io.perdure.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-coding; decoding refuses what is malformed instead of guessing (H-2). */
final class Percent {
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /**
     * Decodes one name or value of a query, once; {@code +} is a space there.
     *
     * @throws Refusal when an escape is cut short or the bytes are not UTF-8
     */
    static String decodeQuery(String text) {
        if (text.indexOf('%') < 0) {
            return text.indexOf('+') < 0 ? text : text.replace('+', ' ');
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(escaped(text, i));
                i += 2;
            } else if (c > 127) {
                throw malformed(text, "only ASCII characters");
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed(text, "escapes of UTF-8 bytes");
        }
    }

    /** One segment of a path, or one value of a query, with everything escaped that is not unreserved (RFC 3986). */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static byte escaped(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed(text, "two hexadecimal digits after each '%'");
        }
        return (byte) (high << 4 | low);
    }

    private static Refusal malformed(String text, String expected) {
        return Refusal.badRequest("Query: \"%.80s\" (expected: %s).".formatted(text, expected));
    }
}

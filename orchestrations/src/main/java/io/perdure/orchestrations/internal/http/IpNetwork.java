package io.perdure.orchestrations.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param prefix how many leading bits all of them share
 */
record IpNetwork(InetAddress base, int prefix) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    static final String EXPECTED =
            "an address or a block, such as 10.0.0.0/8 or fd00::/8, whose bits after the prefix are 0";

    /** @throws IllegalArgumentException with the text and what is expected */
    static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base = literal(slash < 0 ? text : text.substring(0, slash));
            int bits = base.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits && isClear(base.getAddress(), prefix)) {
                return new IpNetwork(base, prefix);
            }
        } catch (UnknownHostException | NumberFormatException malformed) {
            // Said below.
        }
        throw new IllegalArgumentException("\"%.100s\" (expected: %s).".formatted(text, EXPECTED));
    }

    /** Four decimal numbers without leading zeros: the one form of an IPv4 address that everybody reads alike. */
    static boolean isDottedQuad(String host) {
        return DOTTED.matcher(host).matches();
    }

    /** Never asks a name server. */
    private static InetAddress literal(String text) throws UnknownHostException {
        if (!isDottedQuad(text) && !COLONS.matcher(text).matches()) {
            throw new UnknownHostException(text);
        }
        return InetAddress.getByName(text);
    }

    boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(own, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClear(byte[] address, int from) {
        for (int bit = from; bit < address.length * Byte.SIZE; bit++) {
            if (bit(address, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] address, int at) {
        return address[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
    }
}

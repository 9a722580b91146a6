package io.perdure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a node's remoting is reached.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 */
record HostAndPort(String host, int port) {
    private static final int MAX_PORT = 65_535;
    /** No underscore: Akka refuses it in addresses. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    /** Reads {@code host:port}; empty when it is something else. */
    static Optional<HostAndPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !PORT.matcher(text.substring(colon + 1)).matches()) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        int port = Integer.parseInt(text.substring(colon + 1));
        return isHost(host) && port >= 1 && port <= MAX_PORT
                ? Optional.of(new HostAndPort(host, port))
                : Optional.empty();
    }

    /** As hosts are written before a port; only an IPv6 address becomes another text. */
    static String inBrackets(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }

    /** Whether it stands for all addresses of a machine. */
    static boolean isEverywhere(String text) {
        return EVERYWHERE.contains(text);
    }

    /** Whether it is one host, and not a wildcard for all addresses of a machine. */
    static boolean isHost(String text) {
        return (NAME.matcher(text).matches() || IPV6.matcher(text).matches()) && !EVERYWHERE.contains(text);
    }

    /** Whether the host means the machine that asks. Names are not looked up: DNS may not know them yet. */
    boolean isLoopback() {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.matches("127(\\.[0-9]{1,3}){3}") || name.equals("[::1]");
    }

    /** Whether the host is an address of the public internet. Names are not looked up, and count as private. */
    boolean isPublic() {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return false;
        }
        try {
            return isPublic(InetAddress.getByName(host)); // no lookup: it is an address
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !uniqueLocal
                && !carrierGrade;
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}

package io.perdure.orchestrations.internal.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are of the public internet, after the registries of special-purpose addresses (RFC 6890 and what IANA
 * added since). For IPv4 the others are listed. For IPv6 it is the other way round: what is not global unicast is refused.
 *
 * @param allowed networks that may be reached although they are not public
 */
record AddressRules(boolean allowAll, List<IpNetwork> allowed) {
    private static final IpNetwork GLOBAL_UNICAST = IpNetwork.parse("2000::/3");
    private static final IpNetwork NAT64 = IpNetwork.parse("64:ff9b::/96");
    private static final IpNetwork IPV4_MAPPED = new IpNetwork(mappedBase(), 96);
    private static final Map<IpNetwork, String> SPECIAL = special();

    /** What the address is, such as "a loopback address"; null when it may be reached. */
    @Nullable
    String refusal(InetAddress address) {
        if (allowAll || allowed.stream().anyMatch(network -> network.contains(address))) {
            return null;
        }
        if (NAT64.contains(address) || IPV4_MAPPED.contains(address)) {
            return refusal(last4(address));
        }
        for (Map.Entry<IpNetwork, String> network : SPECIAL.entrySet()) {
            if (network.getKey().contains(address)) {
                return network.getValue();
            }
        }
        return address instanceof Inet4Address || GLOBAL_UNICAST.contains(address) ? null : "a reserved address";
    }

    private static Map<IpNetwork, String> special() {
        var special = new LinkedHashMap<IpNetwork, String>();
        put(special, "an unspecified address", "0.0.0.0/8", "::");
        put(special, "a loopback address", "127.0.0.0/8", "::1");
        put(special, "a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");
        put(special, "a carrier-grade NAT address", "100.64.0.0/10");
        // The metadata services of most clouds are here.
        put(special, "a link-local address", "169.254.0.0/16", "fe80::/10");
        put(special, "an address of a cloud's host", "168.63.129.16");
        put(special, "a multicast address", "224.0.0.0/4", "ff00::/8");
        put(special, "an address for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
        put(special, "an address for documentation", "2001:db8::/32", "3fff::/20");
        put(special, "an address for benchmarks", "198.18.0.0/15");
        put(special, "a reserved address", "192.0.0.0/24", "240.0.0.0/4", "2001::/23");
        // Tunnels end wherever the address says, 6to4 also inside.
        put(special, "a 6to4 address", "192.88.99.0/24", "2002::/16");
        return special;
    }

    private static void put(Map<IpNetwork, String> special, String what, String... networks) {
        for (String network : networks) {
            special.put(IpNetwork.parse(network), what);
        }
    }

    private static InetAddress last4(InetAddress address) {
        byte[] all = address.getAddress();
        return ofBytes(Arrays.copyOfRange(all, all.length - 4, all.length));
    }

    /** Parsed from text, Java would make an IPv4 address of it. */
    private static InetAddress mappedBase() {
        byte[] base = new byte[16];
        base[10] = (byte) 0xff;
        base[11] = (byte) 0xff;
        try {
            return java.net.Inet6Address.getByAddress(null, base, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InetAddress ofBytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

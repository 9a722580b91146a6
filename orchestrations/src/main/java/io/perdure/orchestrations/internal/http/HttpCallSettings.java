package io.perdure.orchestrations.internal.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The section {@code perdure.http-calls}, checked; see {@code reference.conf} for what each means. */
record HttpCallSettings(
        HostPatterns allowedHosts,
        Set<Integer> allowedPorts,
        boolean allowPrivateAddresses,
        List<IpNetwork> allowedPrivateNetworks,
        int maxRedirects,
        int maxResponseSize,
        Duration connectTimeout,
        Duration requestTimeout) {

    private static final int MAX_PORT = 65_535;
    private static final int MOST_REDIRECTS = 20;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws ConfigException naming the key, the value and what is allowed */
    static HttpCallSettings of(Config perdure) {
        Config own = perdure.getConfig("http-calls");
        return new HttpCallSettings(
                HostPatterns.of(own.getStringList("allowed-hosts")),
                Set.copyOf(own.getIntList("allowed-ports").stream()
                        .map(port -> number(own, "allowed-ports", port, 1, MAX_PORT))
                        .toList()),
                own.getBoolean("allow-private-addresses"),
                own.getStringList("allowed-private-networks").stream()
                        .map(text -> network(own, text))
                        .toList(),
                number(own, "max-redirects", own.getInt("max-redirects"), 0, MOST_REDIRECTS),
                // A larger one could be fetched, but not kept.
                (int) Math.min(bytes(own, "max-response-size"), perdure.getBytes("payload.max-size")),
                duration(own, "connect-timeout"),
                duration(own, "request-timeout"));
    }

    private static IpNetwork network(Config own, String text) {
        try {
            return IpNetwork.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw wrong(own, "allowed-private-networks", String.valueOf(wrong.getMessage()));
        }
    }

    private static int number(Config own, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(own, key, "%d (expected: %d to %d).".formatted(value, least, most));
        }
        return value;
    }

    private static long bytes(Config own, String key) {
        long value = own.getBytes(key);
        if (value < 1 || value > Integer.MAX_VALUE - 1) {
            throw wrong(own, key, "%d (expected: 1 B to 2 GiB).".formatted(value));
        }
        return value;
    }

    private static Duration duration(Config own, String key) {
        Duration value = own.getDuration(key);
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw wrong(own, key, "%s (expected: PT0.001S to %s).".formatted(value, LONGEST));
        }
        return value;
    }

    private static ConfigException wrong(Config own, String key, String what) {
        return new ConfigException.Generic("perdure.http-calls.%s: %s Set by %s."
                .formatted(key, what, own.getValue(key).origin().description()));
    }
}

package io.perdure.orchestrations.internal.http;

import com.typesafe.config.Config;
import io.perdure.kernel.SharedSettings;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    static HttpCallSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        HttpCallSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    static HttpCallSettings read(SettingsReader perdure) {
        var own = perdure.section("http-calls");
        return new HttpCallSettings(
                HostPatterns.of(own.texts("allowed-hosts", "a list of hosts, such as [\"*.example.org\"]")),
                ports(own),
                own.flag("allow-private-addresses"),
                networks(own),
                own.number("max-redirects", 0, MOST_REDIRECTS),
                // A larger one could be fetched, but not kept.
                Math.min(own.arraySize("max-response-size", 1), SharedSettings.maxPayload(perdure)),
                own.duration("connect-timeout", SHORTEST, LONGEST),
                own.duration("request-timeout", SHORTEST, LONGEST));
    }

    private static Set<Integer> ports(SettingsReader own) {
        String expected = "a list of ports, 1 to %d each".formatted(MAX_PORT);
        var ports = new HashSet<Integer>();
        for (String text : own.texts("allowed-ports", expected)) {
            if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT) {
                ports.add(Integer.valueOf(text));
            } else {
                own.wrong("allowed-ports", text, expected);
            }
        }
        return Set.copyOf(ports);
    }

    private static List<IpNetwork> networks(SettingsReader own) {
        var networks = new ArrayList<IpNetwork>();
        for (String text : own.texts("allowed-private-networks", "a list of networks, such as [\"10.20.0.0/16\"]")) {
            try {
                networks.add(IpNetwork.parse(text));
            } catch (IllegalArgumentException wrong) {
                own.wrong("allowed-private-networks", '"' + text + '"', IpNetwork.EXPECTED);
            }
        }
        return List.copyOf(networks);
    }
}

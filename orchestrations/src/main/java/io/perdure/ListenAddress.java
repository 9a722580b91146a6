package io.perdure;

import io.perdure.settings.SettingsReader;

/**
 * Where a node listens for the others, when that is not where they reach it: behind NAT, in a container.
 *
 * @param host empty: the same; may be a wildcard for all addresses of the machine
 * @param port 0: the same
 */
record ListenAddress(String host, int port) {

    static ListenAddress read(SettingsReader cluster, HostAndPort reachedAt) {
        String host = HostAndPort.inBrackets(cluster.text(
                "bind-host", ListenAddress::isHere, "an address of this machine, or 0.0.0.0 for all of them"));
        int port = cluster.number("bind-port", 0, ClusterSettings.MAX_PORT);
        if (port != 0 && reachedAt.port() == 0 && !cluster.problems().concern("perdure.cluster.port")) {
            cluster.wrong("port", "the port that leads to perdure.cluster.bind-port, which is " + port);
        }
        return new ListenAddress(host, port);
    }

    private static boolean isHere(String text) {
        String host = HostAndPort.inBrackets(text);
        return host.isEmpty() || HostAndPort.isHost(host) || HostAndPort.isEverywhere(host);
    }
}

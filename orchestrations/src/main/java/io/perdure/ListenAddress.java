package io.perdure;

import com.typesafe.config.Config;
import java.util.List;

/**
 * Where a node listens for the others, when that is not where they reach it: behind NAT, in a container.
 *
 * @param host empty: the same; may be a wildcard for all addresses of the machine
 * @param port 0: the same
 */
record ListenAddress(String host, int port) {

    static ListenAddress read(Config cluster, HostAndPort reachedAt, List<String> wrong) {
        String host = HostAndPort.inBrackets(cluster.getString("bind-host"));
        if (!host.isEmpty() && !HostAndPort.isHost(host) && !HostAndPort.isEverywhere(host)) {
            wrong.add(
                    "perdure.cluster.bind-host: \"%s\" (expected: an address of this machine, or 0.0.0.0 for all of them)."
                            .formatted(host));
        }
        int known = wrong.size();
        int port = ClusterSettings.port(cluster, "bind-port", wrong);
        if (wrong.size() == known && port != 0 && reachedAt.port() == 0) {
            wrong.add(
                    "perdure.cluster.port: 0 (expected: the port that leads to perdure.cluster.bind-port, which is %d)."
                            .formatted(port));
        }
        return new ListenAddress(host, port);
    }
}

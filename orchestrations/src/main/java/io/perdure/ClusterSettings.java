package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.perdure.tls.ClusterTlsSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code perdure.cluster}; the keys are explained in {@code reference.conf}.
 *
 * @param self where the others reach this node; port 0 takes a free one
 * @param bind where it listens for them
 * @param seeds whom it asks to let it in; none: it is alone
 * @param bootstrap another way to find them; empty: none
 * @param tls empty when nodes talk without
 */
record ClusterSettings(
        HostAndPort self,
        ListenAddress bind,
        List<HostAndPort> seeds,
        Optional<BootstrapSettings> bootstrap,
        Optional<ClusterTlsSettings> tls) {
    static final int MAX_PORT = 65_535;

    /** What somebody may say twice, in our words and in Akka's. */
    private static final Map<String, String> SAME = Map.of(
            "perdure.cluster.host", "akka.remote.artery.canonical.hostname",
            "perdure.cluster.port", "akka.remote.artery.canonical.port",
            "perdure.cluster.bind-host", "akka.remote.artery.bind.hostname",
            "perdure.cluster.bind-port", "akka.remote.artery.bind.port",
            "perdure.cluster.seeds", "akka.cluster.seed-nodes",
            "perdure.cluster.tls.certificate", "akka.remote.artery.ssl.ssl-engine-provider");

    /** Reads the {@code perdure} section of a configuration that {@link #check} has passed. */
    static ClusterSettings of(Config perdure) {
        return read(perdure, new ArrayList<>());
    }

    /**
     * Looks for everything that is wrong, so that an operator mends it in one go.
     *
     * @param all all of it
     * @param defaults what stands there where nobody set anything
     * @throws IllegalArgumentException when something is wrong; the message names all of it
     */
    static ClusterSettings check(Config all, Config defaults) {
        var wrong = new ArrayList<String>();
        Config perdure = all.getConfig("perdure");
        ClusterSettings settings = read(perdure, wrong);
        settings.contradictions(perdure.getString("store"), wrong);
        SAME.forEach((ours, akkas) -> {
            if (isSet(ours, all, defaults) && isSet(akkas, all, defaults)) {
                wrong.add("%s and %s are both set (expected: the first alone).".formatted(ours, akkas));
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(" ", wrong.stream().sorted().toList()));
        }
        return settings;
    }

    private static boolean isSet(String key, Config all, Config defaults) {
        return !all.getValue(key).equals(defaults.getValue(key));
    }

    /** The same for Akka. The seeds are not in it: their addresses need the actor system's name. */
    Config akka() {
        Config transport = tls.isEmpty()
                ? ConfigFactory.empty()
                : ConfigFactory.parseMap(
                        Map.of(
                                "akka.remote.artery.transport", "tls-tcp",
                                "akka.remote.artery.ssl.ssl-engine-provider", "io.perdure.tls.ClusterTls"),
                        "perdure.cluster.tls");
        return ConfigFactory.parseMap(
                        Map.of(
                                "akka.remote.artery.canonical.hostname", self.host(),
                                "akka.remote.artery.canonical.port", self.port(),
                                "akka.remote.artery.bind.hostname", bind.host(),
                                "akka.remote.artery.bind.port", bind.port() == 0 ? "" : bind.port()),
                        "perdure.cluster")
                .withFallback(transport)
                .withFallback(bootstrap.map(settings -> settings.akka(self)).orElse(ConfigFactory.empty()));
    }

    private static ClusterSettings read(Config perdure, List<String> wrong) {
        Config cluster = perdure.getConfig("cluster");
        var self = new HostAndPort(host(cluster, wrong), port(cluster, "port", wrong));
        return new ClusterSettings(
                self,
                ListenAddress.read(cluster, self, wrong),
                seeds(cluster, wrong),
                BootstrapSettings.read(cluster, wrong),
                ClusterTlsSettings.read(cluster, wrong));
    }

    private static String host(Config cluster, List<String> wrong) {
        String host = cluster.getString("host");
        String inBrackets = HostAndPort.inBrackets(host);
        if (!HostAndPort.isHost(inBrackets)) {
            wrong.add(
                    "perdure.cluster.host: \"%s\" (expected: the one name or address by which other nodes reach this one)."
                            .formatted(host));
        }
        return inBrackets;
    }

    static int port(Config cluster, String key, List<String> wrong) {
        try {
            int port = cluster.getInt(key);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (ConfigException.WrongType | ConfigException.BadValue noNumber) {
            // Told below, like a number that is none of a port.
        }
        wrong.add("perdure.cluster.%s: %s (expected: 0 to %d)."
                .formatted(key, cluster.getValue(key).unwrapped(), MAX_PORT));
        return 1; // like one that was given: a second complaint, that it is not fixed, would mislead
    }

    private static List<HostAndPort> seeds(Config cluster, List<String> wrong) {
        List<String> texts;
        try {
            texts = cluster.getStringList("seeds");
        } catch (ConfigException.WrongType noList) {
            wrong.add("perdure.cluster.seeds: %s (expected: a list such as [\"10.0.0.1:2551\", \"10.0.0.2:2551\"])."
                    .formatted(cluster.getValue("seeds").unwrapped()));
            return List.of();
        }
        var seeds = new LinkedHashSet<HostAndPort>();
        for (String text : texts) {
            var seed = HostAndPort.parse(text);
            if (seed.isEmpty()) {
                wrong.add("perdure.cluster.seeds: \"%s\" (expected: host:port of one node, such as \"10.0.0.1:2551\")."
                        .formatted(text));
            } else if (!seeds.add(seed.get())) {
                wrong.add("perdure.cluster.seeds: \"%s\" stands there twice (expected: once).".formatted(text));
            }
        }
        return List.copyOf(seeds);
    }

    private void contradictions(String store, List<String> wrong) {
        if (bootstrap.isPresent()) {
            bootstrap.get().contradictions(self, seeds, store, wrong);
            return;
        }
        if (seeds.isEmpty()) {
            if (!self.isLoopback() && HostAndPort.isHost(self.host())) {
                wrong.add(
                        ("perdure.cluster.seeds: none, although perdure.cluster.host is \"%s\" (expected: the same list on all"
                                        + " nodes; a node alone needs no host).")
                                .formatted(self.host()));
            }
            return;
        }
        if (self.port() == 0) {
            wrong.add("perdure.cluster.port: 0 (expected: a fixed port, 1 to %d, since perdure.cluster.seeds is set)."
                    .formatted(MAX_PORT));
        }
        if (store.equals("h2")) {
            wrong.add(
                    "perdure.store: h2 (expected: postgres, since perdure.cluster.seeds is set; a node on h2 is alone).");
        }
        if (HostAndPort.isHost(self.host())) {
            seeds.forEach(seed -> unreachable(seed, wrong));
        }
    }

    /** The host of each node must mean the same to all of them; a loopback address means the one that asks. */
    private void unreachable(HostAndPort seed, List<String> wrong) {
        if (self.isLoopback() && !seed.isLoopback()) {
            wrong.add(
                    "perdure.cluster.host: \"%s\" (expected: an address that the seed \"%s\" on another machine reaches)."
                            .formatted(self.host(), seed));
        } else if (!self.isLoopback() && seed.isLoopback()) {
            wrong.add(
                    "perdure.cluster.seeds: \"%s\" (expected: an address that other machines reach, as perdure.cluster.host is)."
                            .formatted(seed));
        } else if (self.isLoopback()
                && seed.port() == self.port()
                && !seed.host().equals(self.host())) {
            wrong.add("perdure.cluster.seeds: \"%s\" (expected: \"%s\"; Akka compares hosts as they are written)."
                    .formatted(seed, self));
        }
    }
}

package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.Store;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import io.perdure.tls.ClusterTlsSettings;
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

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    static ClusterSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        ClusterSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    /** Reads the section {@code perdure}, and looks for what contradicts in it. */
    static ClusterSettings read(SettingsReader perdure) {
        var cluster = perdure.section("cluster");
        var self = new HostAndPort(host(cluster), cluster.number("port", 0, MAX_PORT));
        var settings = new ClusterSettings(
                self,
                ListenAddress.read(cluster, self),
                seeds(cluster),
                BootstrapSettings.read(cluster),
                ClusterTlsSettings.read(cluster));
        settings.contradictions(perdure);
        return settings;
    }

    /** Looks for what was said in our words and in Akka's; {@code defaults} is what stands there where nobody set anything. */
    static void saidTwice(Config all, Config defaults, SettingsReader perdure) {
        SAME.forEach((ours, akkas) -> {
            if (isSet(ours, all, defaults) && isSet(akkas, all, defaults)) {
                perdure.wrong(ours.substring("perdure.".length()), "set, and so is " + akkas, "the first alone");
            }
        });
    }

    private static boolean isSet(String key, Config all, Config defaults) {
        return all.hasPath(key) && !all.getValue(key).equals(defaults.getValue(key));
    }

    /** Whether there are to be other nodes. */
    boolean isCluster() {
        return !seeds.isEmpty() || bootstrap.isPresent();
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

    private static String host(SettingsReader cluster) {
        String host = cluster.text(
                "host",
                text -> HostAndPort.isHost(HostAndPort.inBrackets(text)),
                "the one name or address by which other nodes reach this one");
        return HostAndPort.inBrackets(host);
    }

    private static List<HostAndPort> seeds(SettingsReader cluster) {
        var seeds = new LinkedHashSet<HostAndPort>();
        for (String text : cluster.texts("seeds", "a list such as [\"10.0.0.1:2551\", \"10.0.0.2:2551\"]")) {
            var seed = HostAndPort.parse(text);
            if (seed.isEmpty()) {
                cluster.wrong("seeds", '"' + text + '"', "host:port of one node, such as \"10.0.0.1:2551\"");
            } else if (!seeds.add(seed.get())) {
                cluster.wrong("seeds", "\"%s\", twice".formatted(text), "each once");
            }
        }
        return List.copyOf(seeds);
    }

    private void contradictions(SettingsReader perdure) {
        var cluster = perdure.section("cluster");
        Problems problems = perdure.problems();
        boolean isHostWrong = problems.concern("perdure.cluster.host");
        if (bootstrap.isPresent()) {
            bootstrap.get().contradictions(self, seeds, perdure);
            return;
        }
        if (seeds.isEmpty()) {
            if (!self.isLoopback() && !isHostWrong && !problems.concern("perdure.cluster.seeds")) {
                cluster.wrong(
                        "seeds",
                        "none, although perdure.cluster.host is \"%s\"".formatted(self.host()),
                        "the same list on all nodes; a node alone needs no host");
            }
            return;
        }
        if (self.port() == 0 && !problems.concern("perdure.cluster.port")) {
            cluster.wrong("port", "a fixed port, 1 to %d, since perdure.cluster.seeds is set".formatted(MAX_PORT));
        }
        mustShare(perdure, "perdure.cluster.seeds is set");
        if (!isHostWrong) {
            seeds.forEach(seed -> unreachable(seed, cluster));
        }
    }

    /** Nodes of a cluster have one database. */
    static void mustShare(SettingsReader perdure, String since) {
        if (!perdure.problems().concern("perdure.store") && Store.isOfOneNode(perdure)) {
            perdure.wrong("store", "postgres, since %s; a node on h2 is alone".formatted(since));
        }
    }

    /** The host of each node must mean the same to all of them; a loopback address means the one that asks. */
    private void unreachable(HostAndPort seed, SettingsReader cluster) {
        if (self.isLoopback() && !seed.isLoopback()) {
            cluster.wrong("host", "an address that the seed \"%s\" on another machine reaches".formatted(seed));
        } else if (!self.isLoopback() && seed.isLoopback()) {
            cluster.wrong(
                    "seeds",
                    "\"%s\"".formatted(seed),
                    "an address that other machines reach, as perdure.cluster.host is");
        } else if (self.isLoopback()
                && seed.port() == self.port()
                && !seed.host().equals(self.host())) {
            cluster.wrong(
                    "seeds",
                    "\"%s\"".formatted(seed),
                    "\"%s\"; Akka compares hosts as they are written".formatted(self));
        }
    }
}

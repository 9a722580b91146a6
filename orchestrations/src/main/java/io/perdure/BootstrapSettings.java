package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code perdure.cluster.bootstrap}; the keys are explained in {@code reference.conf}.
 *
 * @param method never {@code none}
 * @param port of the contact points, this node's own among them
 */
record BootstrapSettings(
        String method,
        String serviceName,
        List<HostAndPort> contactPoints,
        int requiredContactPoints,
        int port,
        String portName,
        String namespace,
        String podLabelSelector) {
    static final String SECTION = "perdure.cluster.bootstrap";
    private static final String NONE = "none";
    private static final String BY_CONFIG = "config";
    private static final String KUBERNETES = "kubernetes";

    /** Ours, and what Akka calls them. */
    private static final Map<String, String> METHODS =
            Map.of(BY_CONFIG, "config", "dns", "akka-dns", KUBERNETES, "kubernetes-api");

    /** Reads the section {@code perdure.cluster}. Empty when nodes form a cluster by seeds, or are alone. */
    static Optional<BootstrapSettings> read(Config cluster, List<String> wrong) {
        Config section = cluster.getConfig("bootstrap");
        String method = section.getString("method");
        if (method.equals(NONE)) {
            return Optional.empty();
        }
        if (!METHODS.containsKey(method)) {
            wrong.add("%s.method: %s (expected: none, config, dns or kubernetes).".formatted(SECTION, method));
        }
        String serviceName = section.getString("service-name");
        if (serviceName.isBlank()) {
            wrong.add(SECTION + ".service-name: none (expected: the name to look up).");
        }
        return Optional.of(new BootstrapSettings(
                method,
                serviceName,
                contactPoints(method, section, wrong),
                number(section, "required-contact-points", 1, 1000, wrong),
                number(section, "port", 1, ClusterSettings.MAX_PORT, wrong),
                section.getString("port-name"),
                section.getString("namespace"),
                section.getString("pod-label-selector")));
    }

    private static List<HostAndPort> contactPoints(String method, Config section, List<String> wrong) {
        var points = new ArrayList<HostAndPort>();
        for (String text : section.getStringList("contact-points")) {
            HostAndPort.parse(text)
                    .ifPresentOrElse(
                            points::add,
                            () -> wrong.add(
                                    "%s.contact-points: \"%s\" (expected: host:port of one node, such as \"10.0.0.1:8558\")."
                                            .formatted(SECTION, text)));
        }
        boolean some = !section.getStringList("contact-points").isEmpty();
        if (some != method.equals(BY_CONFIG)) {
            wrong.add("%s.contact-points: %s (expected: %s)."
                    .formatted(
                            SECTION,
                            some ? points : "none",
                            some ? "none with method = " + method : "those of all nodes, with method = config"));
        }
        return List.copyOf(points);
    }

    private static int number(Config section, String key, int least, int most, List<String> wrong) {
        try {
            int number = section.getInt(key);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ConfigException.WrongType | ConfigException.BadValue noNumber) {
            // Told below, like one that is too small.
        }
        wrong.add("%s.%s: %s (expected: %d to %d)."
                .formatted(SECTION, key, section.getValue(key).unwrapped(), least, most));
        return least;
    }

    /** What contradicts other settings of the cluster. */
    void contradictions(HostAndPort self, List<HostAndPort> seeds, String store, List<String> wrong) {
        if (!seeds.isEmpty()) {
            wrong.add("perdure.cluster.seeds: %s (expected: none, since %s.method is %s)."
                    .formatted(seeds, SECTION, method));
        }
        if (store.equals("h2")) {
            wrong.add("perdure.store: h2 (expected: postgres, since %s.method is %s; a node on h2 is alone)."
                    .formatted(SECTION, method));
        }
        boolean elsewhere = !method.equals(BY_CONFIG) || !contactPoints.stream().allMatch(HostAndPort::isLoopback);
        if (self.isLoopback() && elsewhere) {
            wrong.add(
                    "perdure.cluster.host: \"%s\" (expected: an address that the other nodes reach, since %s.method is %s)."
                            .formatted(self.host(), SECTION, method));
        }
        if (self.isPublic()) {
            wrong.add(
                    "perdure.cluster.host: \"%s\" (expected: a private address, since %s.method is %s: the port of its contact point, %d, is open to whoever reaches it)."
                            .formatted(self.host(), SECTION, method, port));
        }
        if (self.port() == port) {
            wrong.add("%s.port: %d (expected: another one than perdure.cluster.port).".formatted(SECTION, port));
        }
    }

    /** The same for Akka. */
    Config akka(HostAndPort self) {
        var akka = new LinkedHashMap<String, Object>();
        String discovery = "akka.management.cluster.bootstrap.contact-point-discovery.";
        akka.put(discovery + "discovery-method", METHODS.getOrDefault(method, method));
        akka.put(discovery + "service-name", serviceName);
        akka.put(discovery + "port-name", portName);
        akka.put(discovery + "required-contact-point-nr", requiredContactPoints);
        akka.put("akka.management.http.hostname", self.host());
        akka.put("akka.management.http.bind-hostname", self.host());
        akka.put("akka.management.http.port", port);
        // The contact point alone: neither health checks, which the door has, nor anything that changes the cluster.
        akka.put("akka.management.http.routes.health-checks", "");
        akka.put("akka.management.http.routes.cluster-management", "");
        akka.put("akka.management.http.route-providers-read-only", true);
        if (method.equals(BY_CONFIG)) {
            akka.put("akka.discovery.config.services", Map.of(serviceName, Map.of("endpoints", endpoints())));
            // Several nodes of one machine have several ports.
            akka.put("akka.management.cluster.bootstrap.contact-point.filter-on-fallback-port", false);
        }
        if (method.equals(KUBERNETES)) {
            akka.put("akka.discovery.kubernetes-api.pod-label-selector", podLabelSelector);
            // By address: the names of pods are not in every DNS.
            akka.put("akka.discovery.kubernetes-api.use-raw-ip", true);
            if (!namespace.isEmpty()) {
                akka.put("akka.discovery.kubernetes-api.pod-namespace", namespace);
            }
        }
        return ConfigFactory.parseMap(akka, SECTION);
    }

    private List<Map<String, Object>> endpoints() {
        return contactPoints.stream()
                .map(point -> Map.<String, Object>of("host", point.host(), "port", point.port()))
                .toList();
    }
}

package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
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
    private static final int MOST_POINTS = 1000;
    private static final String NONE = "none";
    private static final String BY_CONFIG = "config";
    private static final String KUBERNETES = "kubernetes";

    /** Ours, and what Akka calls them. */
    private static final Map<String, String> METHODS =
            Map.of(BY_CONFIG, "config", "dns", "akka-dns", KUBERNETES, "kubernetes-api");

    /** Reads the section {@code perdure.cluster}. Empty when nodes form a cluster by seeds, or are alone. */
    static Optional<BootstrapSettings> read(SettingsReader cluster) {
        var section = cluster.section("bootstrap");
        String method = section.choice("method", List.of(NONE, BY_CONFIG, "dns", KUBERNETES));
        var settings = new BootstrapSettings(
                method,
                section.text("service-name", name -> !name.isBlank(), "the name to look up"),
                contactPoints(section),
                section.number("required-contact-points", 1, MOST_POINTS),
                section.number("port", 1, ClusterSettings.MAX_PORT),
                section.text("port-name"),
                section.text("namespace"),
                section.text("pod-label-selector"));
        return method.equals(NONE) ? Optional.empty() : Optional.of(settings);
    }

    private static List<HostAndPort> contactPoints(SettingsReader section) {
        var points = new ArrayList<HostAndPort>();
        for (String text : section.texts("contact-points", "a list such as [\"10.0.0.1:8558\", \"10.0.0.2:8558\"]")) {
            HostAndPort.parse(text)
                    .ifPresentOrElse(
                            points::add,
                            () -> section.wrong(
                                    "contact-points",
                                    '"' + text + '"',
                                    "host:port of one node, such as \"10.0.0.1:8558\""));
        }
        return List.copyOf(points);
    }

    /** What contradicts itself or other settings. */
    void contradictions(HostAndPort self, List<HostAndPort> seeds, SettingsReader perdure) {
        var cluster = perdure.section("cluster");
        Problems problems = perdure.problems();
        String since = "%s.method is %s".formatted(SECTION, method);
        boolean some = !contactPoints.isEmpty();
        if (some != method.equals(BY_CONFIG) && !problems.concern(SECTION + ".contact-points")) {
            cluster.wrong(
                    "bootstrap.contact-points",
                    some ? contactPoints.toString() : "none",
                    some ? "none with method = " + method : "those of all nodes, with method = config");
        }
        if (!seeds.isEmpty()) {
            cluster.wrong("seeds", seeds.toString(), "none, since " + since);
        }
        ClusterSettings.mustShare(perdure, since);
        boolean elsewhere = !method.equals(BY_CONFIG) || !contactPoints.stream().allMatch(HostAndPort::isLoopback);
        if (!problems.concern("perdure.cluster.host")) {
            if (self.isLoopback() && elsewhere) {
                cluster.wrong("host", "an address that the other nodes reach, since " + since);
            }
            if (self.isPublic()) {
                cluster.wrong(
                        "host",
                        "a private address, since %s: the port of its contact point, %d, is open to whoever reaches it"
                                .formatted(since, port));
            }
        }
        if (self.port() == port) {
            cluster.wrong("bootstrap.port", "another one than perdure.cluster.port");
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

package io.perdure.tls;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code perdure.cluster.tls}; the keys are explained in {@code reference.conf}.
 *
 * @param ca certificates of those who sign for nodes
 * @param reloadInterval zero for never
 */
public record ClusterTlsSettings(Path certificate, Path privateKey, Path ca, Duration reloadInterval) {
    static final String SECTION = "perdure.cluster.tls";
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final List<String> FILES = List.of("certificate", "private-key", "ca");

    /**
     * Reads the section {@code perdure.cluster}.
     *
     * @param wrong gets a sentence for each setting that is wrong; the files are not looked at
     * @return empty when nodes talk without TLS
     */
    public static Optional<ClusterTlsSettings> read(Config cluster, List<String> wrong) {
        Config tls = cluster.getConfig("tls");
        Duration interval = tls.getDuration("reload-interval");
        if (!interval.isZero() && interval.compareTo(LEAST_INTERVAL) < 0) {
            wrong.add("%s.reload-interval: %s (expected: %s or more, or 0)."
                    .formatted(SECTION, interval, LEAST_INTERVAL));
        }
        var missing = FILES.stream().filter(key -> tls.getString(key).isBlank()).toList();
        if (missing.size() == FILES.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            missing.forEach(
                    key -> wrong.add("%s.%s: none (expected: a file; certificate, private-key and ca belong together)."
                            .formatted(SECTION, key)));
            return Optional.empty();
        }
        return Optional.of(
                new ClusterTlsSettings(path(tls, "certificate"), path(tls, "private-key"), path(tls, "ca"), interval));
    }

    private static Path path(Config tls, String key) {
        return Path.of(tls.getString(key).strip());
    }

    List<Path> files() {
        return List.of(certificate, privateKey, ca);
    }
}

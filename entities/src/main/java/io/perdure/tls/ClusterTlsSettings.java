package io.perdure.tls;

import io.perdure.settings.SettingsReader;
import io.perdure.settings.WrongSetting;
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
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);
    private static final List<String> FILES = List.of("certificate", "private-key", "ca");

    /**
     * Reads the section {@code perdure.cluster}; the files are not looked at.
     *
     * @return empty when nodes talk without TLS, or what names the files is wrong
     */
    public static Optional<ClusterTlsSettings> read(SettingsReader cluster) {
        var tls = cluster.section("tls");
        Duration interval = tls.durationOrZero("reload-interval", LEAST_INTERVAL, MOST_INTERVAL);
        List<Optional<Path>> files = FILES.stream().map(tls::file).toList();
        if (files.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        for (int i = 0; i < FILES.size(); i++) {
            if (files.get(i).isEmpty() && !tls.problems().concern(tls.path(FILES.get(i)))) {
                tls.wrong(FILES.get(i), "none", "a file; certificate, private-key and ca belong together");
            }
        }
        return files.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(new ClusterTlsSettings(
                        files.get(0).get(), files.get(1).get(), files.get(2).get(), interval));
    }

    /**
     * Looks at the files, and whether they go together.
     *
     * @param host by which the others reach this node
     * @throws WrongSetting when a node could not use them
     */
    public void checkFiles(String host) {
        ClusterTlsContext.read(this, host);
    }

    List<Path> files() {
        return List.of(certificate, privateKey, ca);
    }
}

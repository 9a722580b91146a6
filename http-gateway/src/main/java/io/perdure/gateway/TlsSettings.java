package io.perdure.gateway;

import io.perdure.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code perdure.http.tls}, checked; see {@code reference.conf} for what each means.
 *
 * @param identity where the node's certificate and its key are
 * @param clientCa null when clients need no certificate
 * @param reloadInterval zero for never
 */
record TlsSettings(Identity identity, @Nullable Path clientCa, List<String> protocols, Duration reloadInterval) {

    static final String SECTION = HttpSettings.SECTION + ".tls";
    static final String PASSWORD = SECTION + ".key-store-password";
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    /** A certificate with its key: two files or one. */
    sealed interface Identity {
        /** The one with the certificate first. */
        List<Path> files();
    }

    record Pem(Path certificate, Path privateKey) implements Identity {
        @Override
        public List<Path> files() {
            return List.of(certificate, privateKey);
        }
    }

    record Store(Path file, String password) implements Identity {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        /** The password never gets into a log by way of this. */
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** Reads the section {@code perdure.http}. Empty when there is no certificate, or what names it is wrong. */
    static Optional<TlsSettings> read(SettingsReader http) {
        var tls = http.section("tls");
        Path certificate = tls.file("certificate").orElse(null);
        Path key = tls.file("private-key").orElse(null);
        Path store = tls.file("key-store").orElse(null);
        Path clientCa = tls.file("client-ca").orElse(null);
        String password = tls.text("key-store-password");
        List<String> protocols = protocols(tls);
        Duration interval = tls.durationOrZero("reload-interval", LEAST_INTERVAL, MOST_INTERVAL);
        Identity identity = null;
        if (certificate == null && key == null && store == null) {
            if (clientCa != null && !isIdentityWrong(tls)) {
                tls.wrong("client-ca", "none without a certificate or a key-store");
            }
        } else if (store != null && (certificate != null || key != null)) {
            tls.wrong("key-store", "either a key-store, or a certificate and a private-key");
        } else if (store != null) {
            identity = new Store(store, password);
        } else if (certificate != null && key != null) {
            identity = new Pem(certificate, key);
        } else if (!isIdentityWrong(tls)) {
            tls.wrong(
                    certificate == null ? "certificate" : "private-key",
                    certificate == null ? "the certificate for the private-key" : "the private key of the certificate");
        }
        return identity == null
                ? Optional.empty()
                : Optional.of(new TlsSettings(identity, clientCa, protocols, interval));
    }

    /** Then nothing more is to be said of what belongs together. */
    private static boolean isIdentityWrong(SettingsReader tls) {
        return Stream.of("certificate", "private-key", "key-store")
                .anyMatch(key -> tls.problems().concern(tls.path(key)));
    }

    private static List<String> protocols(SettingsReader tls) {
        String expected = "a list with some of " + PROTOCOLS;
        List<String> protocols = tls.texts("protocols", expected);
        if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
            tls.wrong("protocols", expected);
        }
        return protocols;
    }
}

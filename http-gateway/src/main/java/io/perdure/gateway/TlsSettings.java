package io.perdure.gateway;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /**
     * Empty when there is no certificate.
     *
     * @throws IllegalArgumentException naming key, value, where it was set and what is allowed
     */
    static Optional<TlsSettings> of(Config config) {
        var read = new SettingsReader(config, SECTION);
        Path certificate = path(read, "certificate");
        Path key = path(read, "private-key");
        Path store = path(read, "key-store");
        Path clientCa = path(read, "client-ca");
        if (certificate == null && key == null && store == null) {
            if (clientCa != null) {
                throw read.wrong("client-ca", clientCa, "none without a certificate or a key-store");
            }
            return Optional.empty();
        }
        if (store != null && (certificate != null || key != null)) {
            throw read.wrong("key-store", store, "either a key-store, or a certificate and a private-key");
        }
        Identity identity;
        if (store != null) {
            identity = new Store(store, read.text("key-store-password"));
        } else if (certificate == null) {
            throw read.wrong("certificate", "\"\"", "the certificate for the private-key");
        } else if (key == null) {
            throw read.wrong("private-key", "\"\"", "the private key of the certificate");
        } else {
            identity = new Pem(certificate, key);
        }
        return Optional.of(new TlsSettings(identity, clientCa, protocols(read), interval(read)));
    }

    private static @Nullable Path path(SettingsReader read, String key) {
        String text = read.text(key).strip();
        return text.isEmpty() ? null : Path.of(text);
    }

    private static List<String> protocols(SettingsReader read) {
        List<String> protocols = read.config().getStringList(SECTION + ".protocols");
        if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
            throw read.wrong("protocols", protocols, "some of " + PROTOCOLS);
        }
        return protocols;
    }

    private static Duration interval(SettingsReader read) {
        Duration interval = read.duration("reload-interval", Duration.ZERO);
        if (!interval.isZero() && interval.compareTo(LEAST_INTERVAL) < 0) {
            throw read.wrong("reload-interval", interval, LEAST_INTERVAL + " to PT24H, or 0");
        }
        return interval;
    }
}

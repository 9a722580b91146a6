package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.tls.PemFiles;
import io.perdure.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An authority and its certificates, made by the script that operators are given. */
record TestAuthority(Path directory) {
    private static final Path SCRIPT = Path.of("..", "conf", "make-certificates.sh");
    private static final char[] PASSWORD = "password".toCharArray();

    static TestAuthority in(Path directory, String... hosts) {
        var command = new ArrayList<>(List.of("bash", SCRIPT.toString(), directory.toString()));
        command.addAll(List.of(hosts));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return new TestAuthority(directory);
    }

    /** As an operator sets them. */
    Config settings(String host) {
        return ConfigFactory.parseMap(Map.of(
                "perdure.cluster.tls.certificate", file(host + ".crt").toString(),
                "perdure.cluster.tls.private-key", file(host + ".key").toString(),
                "perdure.cluster.tls.ca", file("ca.crt").toString()));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Akka's own engine, which accepts whatever our nodes show: what keeps such a node out is on their side. */
    Config careless(String host) {
        var identity = TlsIdentity.read("test", file(host + ".crt"), file(host + ".key"));
        return akkas(store(
                "key-store",
                keys -> keys.setKeyEntry(
                        "node", identity.key(), PASSWORD, identity.chain().toArray(Certificate[]::new))));
    }

    /** As {@link #careless}, without a certificate of its own. */
    Config anonymous() {
        return akkas(store("empty-store", keys -> {}));
    }

    private Config akkas(Path keys) {
        Path trusted = store("trust-store", store -> {
            for (Path ca : Files.walk(directory.getParent())
                    .filter(path -> path.endsWith("ca.crt"))
                    .toList()) {
                store.setCertificateEntry(
                        ca.toString(), PemFiles.certificates("ca", ca).get(0));
            }
        });
        return ConfigFactory.parseString("""
                akka.remote.artery {
                  transport = tls-tcp
                  ssl.config-ssl-engine {
                    key-store = "%s", trust-store = "%s"
                    key-store-password = password, key-password = password, trust-store-password = password
                    protocol = "TLSv1.3", enabled-algorithms = [TLS_AES_256_GCM_SHA384], hostname-verification = off
                  }
                }
                """.formatted(keys, trusted));
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private Path store(String name, Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, PASSWORD);
            filling.fill(store);
            try (var out = Files.newOutputStream(file(name))) {
                store.store(out, PASSWORD);
            }
            return file(name);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}

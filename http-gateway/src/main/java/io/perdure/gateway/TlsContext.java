package io.perdure.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What the connections of one time are made with: one state of the files. */
final class TlsContext {
    /** Each connection has keys of its own, and no mode that padding attacks are known for. */
    private static final Pattern GOOD_SUITE =
            Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_(ECDHE|DHE)_.*_(GCM|CHACHA20_POLY1305)_.*");

    private final TlsSettings settings;
    private final TlsIdentity identity;
    private final SSLContext context;

    private TlsContext(TlsSettings settings, TlsIdentity identity, SSLContext context) {
        this.settings = settings;
        this.identity = identity;
        this.context = context;
    }

    /** @throws IllegalArgumentException naming the setting, the file, and what is wrong with it */
    static TlsContext read(TlsSettings settings) {
        TlsIdentity identity = TlsIdentity.read(settings.identity());
        Path clientCa = settings.clientCa();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own(identity), trusted(clientCa), new SecureRandom());
            return new TlsContext(settings, identity, context);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException(
                    "%s: the certificate cannot be used: %s.".formatted(TlsSettings.SECTION, unusable.getMessage()));
        }
    }

    X509Certificate certificate() {
        return identity.certificate();
    }

    /** For one connection. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(settings.clientCa() != null);
        engine.setEnabledProtocols(settings.protocols().toArray(String[]::new));
        engine.setEnabledCipherSuites(Arrays.stream(engine.getEnabledCipherSuites())
                .filter(suite -> GOOD_SUITE.matcher(suite).matches())
                .toArray(String[]::new));
        var parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static javax.net.ssl.KeyManager[] own(TlsIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        keys.setKeyEntry("node", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        return factory.getKeyManagers();
    }

    /** Null, as the platform wants it, when nobody is asked for a certificate. */
    private static TrustManager @Nullable [] trusted(@Nullable Path clientCa)
            throws GeneralSecurityException, IOException {
        if (clientCa == null) {
            return null;
        }
        KeyStore authorities = empty();
        List<X509Certificate> certificates = PemFiles.certificates("client-ca", clientCa);
        for (int i = 0; i < certificates.size(); i++) {
            authorities.setCertificateEntry("ca-" + i, certificates.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}

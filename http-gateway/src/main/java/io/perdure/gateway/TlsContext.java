package io.perdure.gateway;

import io.perdure.tls.CipherSuites;
import io.perdure.tls.PemFiles;
import io.perdure.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** What the connections of one time are made with: one state of the files. */
final class TlsContext {
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
        TlsIdentity identity = TlsIdentities.read(settings.identity());
        Path clientCa = settings.clientCa();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.keyManagers(), trusted(clientCa), new SecureRandom());
            return new TlsContext(settings, identity, context);
        } catch (GeneralSecurityException | IOException unusable) {
            throw PemFiles.wrong(
                    TlsSettings.SECTION + ".certificate",
                    settings.identity().files().get(0),
                    "one that can be used: " + unusable.getMessage());
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
        engine.setEnabledCipherSuites(CipherSuites.good(engine));
        var parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Null, as the platform wants it, when nobody is asked for a certificate. */
    private static TrustManager @Nullable [] trusted(@Nullable Path clientCa)
            throws GeneralSecurityException, IOException {
        return clientCa == null
                ? null
                : TlsIdentity.trusting(PemFiles.certificates(TlsSettings.SECTION + ".client-ca", clientCa));
    }
}

package io.perdure.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** What nodes connect to each other with, made of one state of the files. */
final class ClusterTlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsIdentity identity;
    private final SSLContext context;

    private ClusterTlsContext(TlsIdentity identity, SSLContext context) {
        this.identity = identity;
        this.context = context;
    }

    /**
     * Reads the files, and has the node connect to itself: what another would find wrong is found here.
     *
     * @param host by which the others reach this node
     * @throws IllegalArgumentException naming the setting, the file, and what is wrong with it
     */
    static ClusterTlsContext read(ClusterTlsSettings settings, String host) {
        var identity = TlsIdentity.read(ClusterTlsSettings.SECTION, settings.certificate(), settings.privateKey());
        var authorities = PemFiles.certificates(ClusterTlsSettings.SECTION + ".ca", settings.ca());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.keyManagers(), TlsIdentity.trusting(authorities), new SecureRandom());
            var made = new ClusterTlsContext(identity, context);
            Rehearsal.of(made.client(host, 1), made.server());
            return made;
        } catch (SSLException refused) {
            throw PemFiles.wrong(
                    ClusterTlsSettings.SECTION + ".certificate",
                    settings.certificate(),
                    "one for \"%s\", the value of perdure.cluster.host, that %s accepts for clients and servers; a node would say: %s"
                            .formatted(host, settings.ca(), reason(refused)));
        } catch (GeneralSecurityException | IOException unusable) {
            throw PemFiles.wrong(
                    ClusterTlsSettings.SECTION + ".certificate",
                    settings.certificate(),
                    "one that can be used: " + unusable.getMessage());
        }
    }

    X509Certificate certificate() {
        return identity.certificate();
    }

    /** For a connection to another node, whose certificate has to name that host. */
    SSLEngine client(String host, int port) {
        SSLEngine engine = strict(context.createSSLEngine(host, port), true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** For a connection from another node, which needs a certificate. */
    SSLEngine server() {
        SSLEngine engine = strict(context.createSSLEngine(), false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    private static SSLEngine strict(SSLEngine engine, boolean client) {
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setEnabledCipherSuites(CipherSuites.good(engine));
        return engine;
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}

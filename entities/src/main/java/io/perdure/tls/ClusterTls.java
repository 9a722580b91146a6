package io.perdure.tls;

import akka.actor.ActorSystem;
import akka.remote.artery.tcp.SSLEngineProvider;
import com.typesafe.config.Config;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import scala.Option;

/**
 * Mutual TLS between nodes; Akka makes it when the transport is {@code tls-tcp}. Both sides need a certificate of the
 * cluster's authority, and a node talks to another one only if the certificate found there names the host that it meant.
 * Akka's own providers lack this or the renewal of certificates.
 *
 * <p>Who connects is not asked for a name: it could not be compared with anything, since the connection comes from any port
 * of any address. It gets no answer, though, before its own address was connected to and has shown a certificate.
 */
final class ClusterTls implements SSLEngineProvider {
    private final ReloadedTls<ClusterTlsContext> contexts;

    /** @throws IllegalArgumentException when a setting or a file is wrong, naming it and what is expected */
    ClusterTls(ActorSystem system) {
        Config config = system.settings().config();
        var problems = new Problems();
        ClusterTlsSettings settings = ClusterTlsSettings.read(
                        SettingsReader.ofAll(config, problems).section("cluster"))
                .orElseThrow(() -> new IllegalArgumentException(
                        ClusterTlsSettings.SECTION + ": not set, or wrong. " + String.join(" ", problems.lines())));
        String host = config.getString("akka.remote.artery.canonical.hostname");
        contexts = ReloadedTls.start(
                settings.files(),
                () -> ClusterTlsContext.read(settings, host),
                ClusterTlsContext::certificate,
                settings.reloadInterval(),
                Clock.systemUTC());
        system.registerOnTermination(contexts::close);
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        return contexts.current().server();
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        return contexts.current().client(hostname, port);
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty(); // the engine has looked at all there is
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }
}

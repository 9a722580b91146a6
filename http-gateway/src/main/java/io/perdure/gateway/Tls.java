package io.perdure.gateway;

import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.HttpsConnectionContext;
import com.typesafe.config.Config;
import io.perdure.tls.ReloadedTls;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The node's side of TLS. Looks at its files now and then; what has changed counts for new connections. */
final class Tls implements AutoCloseable {
    private final ReloadedTls<TlsContext> contexts;

    private Tls(ReloadedTls<TlsContext> contexts) {
        this.contexts = contexts;
    }

    /**
     * Reads the files, and goes on looking at them.
     *
     * @return null when there is no certificate: the port speaks http
     * @throws IllegalArgumentException when a setting or a file is wrong, naming it and what is expected
     */
    static @Nullable Tls start(Config config) {
        return TlsSettings.of(config)
                .map(settings -> start(settings, Clock.systemUTC()))
                .orElse(null);
    }

    static Tls start(TlsSettings settings, Clock clock) {
        var files = new ArrayList<>(settings.identity().files());
        Path clientCa = settings.clientCa();
        if (clientCa != null) {
            files.add(clientCa);
        }
        return new Tls(ReloadedTls.start(
                files, () -> TlsContext.read(settings), TlsContext::certificate, settings.reloadInterval(), clock));
    }

    /** Asks for what is current with each connection. */
    HttpsConnectionContext connections() {
        return ConnectionContext.httpsServer(() -> contexts.current().engine());
    }

    @Override
    public void close() {
        contexts.close();
    }
}

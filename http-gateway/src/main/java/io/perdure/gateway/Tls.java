package io.perdure.gateway;

import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.HttpsConnectionContext;
import io.perdure.tls.ReloadedTls;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;

/** The node's side of TLS. Looks at its files now and then; what has changed counts for new connections. */
final class Tls implements AutoCloseable {
    private final ReloadedTls<TlsContext> contexts;

    private Tls(ReloadedTls<TlsContext> contexts) {
        this.contexts = contexts;
    }

    /**
     * Reads the files, and goes on looking at them.
     *
     * @throws IllegalArgumentException when a file is wrong, naming it and what is expected
     */
    static Tls start(TlsSettings settings) {
        return start(settings, Clock.systemUTC());
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

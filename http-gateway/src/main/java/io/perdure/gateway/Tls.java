package io.perdure.gateway;

import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.HttpsConnectionContext;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's side of TLS. Looks at its files now and then; what has changed counts for new connections. */
final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Duration WARN_BEFORE = Duration.ofDays(14);
    private static final Duration WARN_EVERY = Duration.ofDays(1);

    private final TlsSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "perdure-tls-files");
        made.setDaemon(true);
        return made;
    });

    private volatile TlsContext current;
    // Of the thread, once it runs:
    private List<String> seen;
    private Instant warned = Instant.MIN;

    private Tls(TlsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.seen = states();
        this.current = TlsContext.read(settings);
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
        var tls = new Tls(settings, clock);
        tls.warn();
        long millis = settings.reloadInterval().toMillis();
        if (millis > 0) {
            var unused = tls.thread.scheduleWithFixedDelay(tls::look, millis, millis, TimeUnit.MILLISECONDS);
        }
        return tls;
    }

    /** Asks for what is current with each connection. */
    HttpsConnectionContext connections() {
        return ConnectionContext.httpsServer(() -> current.engine());
    }

    private void look() {
        try {
            List<String> now = states();
            if (!now.equals(seen)) {
                seen = now;
                current = TlsContext.read(settings);
                warned = Instant.MIN;
                LOG.info(
                        "New connections have the certificate {} of {}, valid until {}",
                        current.certificate().getSerialNumber().toString(16),
                        current.certificate().getSubjectX500Principal(),
                        current.certificate().getNotAfter().toInstant());
            }
            warn();
        } catch (RuntimeException unusable) {
            LOG.warn("The files of TLS have changed, but cannot be used; those before stay: {}", unusable.getMessage());
        }
    }

    /** Who forgets to renew a certificate finds out before the clients do. */
    private void warn() {
        Instant now = clock.instant();
        Instant begin = current.certificate().getNotBefore().toInstant();
        Instant end = current.certificate().getNotAfter().toInstant();
        boolean valid = !now.isBefore(begin) && now.plus(WARN_BEFORE).isBefore(end);
        if (valid || now.isBefore(warned.plus(WARN_EVERY))) {
            return;
        }
        warned = now;
        LOG.warn(
                "The certificate of {} ({}) is valid from {} to {}{}",
                current.certificate().getSubjectX500Principal(),
                settings.identity().files().get(0),
                begin,
                end,
                now.isBefore(begin) || !now.isBefore(end) ? ", and not now: clients will refuse it" : "; renew it");
    }

    /** By contents: times and sizes miss changes, and links lead elsewhere. */
    private List<String> states() {
        var files = new ArrayList<>(settings.identity().files());
        Path clientCa = settings.clientCa();
        if (clientCa != null) {
            files.add(clientCa);
        }
        return files.stream().map(Tls::state).toList();
    }

    private static String state(Path file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            return unreadable.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package io.perdure.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made of files with certificates, and made anew when they change. A thread looks at them now and then; files that
 * cannot be used are logged, and what was made before stays. Warns before the certificate expires.
 *
 * @param <T> what is made of them
 */
public final class ReloadedTls<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadedTls.class);
    private static final Duration WARN_BEFORE = Duration.ofDays(14);
    private static final Duration WARN_EVERY = Duration.ofDays(1);

    private final List<Path> files;
    private final Supplier<T> read;
    private final Function<T, X509Certificate> certificate;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "perdure-tls-files");
        made.setDaemon(true);
        return made;
    });

    private volatile T current;
    // Of the thread, once it runs:
    private List<String> seen;
    private Instant warned = Instant.MIN;

    private ReloadedTls(List<Path> files, Supplier<T> read, Function<T, X509Certificate> certificate, Clock clock) {
        this.files = List.copyOf(files);
        this.read = read;
        this.certificate = certificate;
        this.clock = clock;
        this.seen = states();
        this.current = read.get();
    }

    /**
     * Reads the files, and goes on looking at them.
     *
     * @param files the one with the certificate first
     * @param read makes something of them, or throws {@link IllegalArgumentException}
     * @param certificate the own one in what was made
     * @param interval how often to look; zero for never
     * @throws IllegalArgumentException when they cannot be used now
     */
    public static <T> ReloadedTls<T> start(
            List<Path> files,
            Supplier<T> read,
            Function<T, X509Certificate> certificate,
            Duration interval,
            Clock clock) {
        var tls = new ReloadedTls<>(files, read, certificate, clock);
        tls.warn();
        long millis = interval.toMillis();
        if (millis > 0) {
            var unused = tls.thread.scheduleWithFixedDelay(tls::look, millis, millis, TimeUnit.MILLISECONDS);
        }
        return tls;
    }

    /** What to use for a new connection. */
    public T current() {
        return current;
    }

    private void look() {
        try {
            List<String> now = states();
            if (!now.equals(seen)) {
                seen = now;
                current = read.get();
                warned = Instant.MIN;
                LOG.info(
                        "New connections have the certificate {} of {}, valid until {}",
                        certificate.apply(current).getSerialNumber().toString(16),
                        certificate.apply(current).getSubjectX500Principal(),
                        certificate.apply(current).getNotAfter().toInstant());
            }
            warn();
        } catch (RuntimeException unusable) {
            LOG.warn("The files of TLS have changed, but cannot be used; those before stay: {}", unusable.getMessage());
        }
    }

    /** Who forgets to renew a certificate finds out before the clients do. */
    private void warn() {
        Instant now = clock.instant();
        Instant begin = certificate.apply(current).getNotBefore().toInstant();
        Instant end = certificate.apply(current).getNotAfter().toInstant();
        boolean valid = !now.isBefore(begin) && now.plus(WARN_BEFORE).isBefore(end);
        if (valid || now.isBefore(warned.plus(WARN_EVERY))) {
            return;
        }
        warned = now;
        LOG.warn(
                "The certificate of {} ({}) is valid from {} to {}{}",
                certificate.apply(current).getSubjectX500Principal(),
                files.get(0),
                begin,
                end,
                now.isBefore(begin) || !now.isBefore(end) ? ", and not now: clients will refuse it" : "; renew it");
    }

    /** By contents: times and sizes miss changes, and links lead elsewhere. */
    private List<String> states() {
        return files.stream().map(ReloadedTls::state).toList();
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

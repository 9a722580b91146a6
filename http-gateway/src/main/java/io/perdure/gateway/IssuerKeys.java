package io.perdure.gateway;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys: fetched on a thread of their own, before anybody needs them; kept while the issuer is down; fetched
 * anew out of turn for a token with a key that is not there yet, but not often, since anybody can make up such tokens.
 */
final class IssuerKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final int MAX_KEYS = 100;
    private static final int LEAST_RSA_BITS = 2048;

    private final Callable<JWKSet> fetch;
    private final JwtSettings settings;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "perdure-issuer-keys");
        made.setDaemon(true);
        return made;
    });

    private volatile @Nullable Known known;
    // Guarded by this:
    private @Nullable CompletableFuture<Boolean> running;
    private long triedAt;
    private @Nullable Future<?> next;
    // Of the thread:
    private boolean failing;

    private record Known(JWKSet keys, long fetchedAt) {}

    IssuerKeys(Callable<JWKSet> fetch, JwtSettings settings, LongSupplier nanoTime) {
        this.fetch = fetch;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Fetches them, and from then on in time. */
    IssuerKeys start() {
        var unused = fetched();
        return this;
    }

    /** Those that are known and count; null when there are none. */
    @Nullable
    JWKSet now() {
        Known found = known;
        boolean counts = found != null && !isOver(found.fetchedAt(), settings.keepKeys());
        return found != null && counts ? found.keys() : null;
    }

    /** Completes, with whether it was worth it, when they have been fetched anew; at once when that was tried just now. */
    synchronized CompletableFuture<Boolean> fetchedAnew() {
        if (thread.isShutdown() || (running == null && !isOver(triedAt, settings.refetchAfter()))) {
            return Stages.done(false);
        }
        return fetched();
    }

    private synchronized CompletableFuture<Boolean> fetched() {
        if (running == null) {
            var one = new CompletableFuture<Boolean>();
            running = one;
            thread.execute(() -> {
                boolean good = fetch();
                ended();
                one.complete(good);
            });
        }
        return running;
    }

    private boolean fetch() {
        try {
            JWKSet keys = usable(fetch.call());
            known = new Known(keys, nanoTime.getAsLong());
            if (failing) {
                LOG.info("The keys of {} are to be had again", settings.issuer());
            }
            failing = false;
            return true;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (Exception | StackOverflowError failure) {
            String reason = String.valueOf(failure.getMessage());
            if (!failing) {
                LOG.warn(
                        "The keys of {} cannot be fetched; {}: {}",
                        settings.issuer(),
                        now() == null ? "no token is accepted until they are" : "those that are known go on counting",
                        failure.getClass().getSimpleName() + ": " + reason);
            }
            failing = true;
        }
        return false;
    }

    private synchronized void ended() {
        running = null;
        triedAt = nanoTime.getAsLong();
        Duration pause =
                failing ? shorter(settings.refetchAfter(), settings.refreshInterval()) : settings.refreshInterval();
        if (next != null) {
            next.cancel(false); // this one was out of turn
        }
        if (!thread.isShutdown()) {
            next = thread.schedule(this::inTurn, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void inTurn() {
        var unused = fetched();
    }

    /** Public keys for signatures, of a size that still holds; a secret in there would let anybody sign. */
    private static JWKSet usable(JWKSet published) throws java.io.IOException {
        List<JWK> keys = published.getKeys().stream()
                .filter(key -> key instanceof AsymmetricJWK)
                .filter(key -> key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .filter(key -> !(key instanceof RSAKey) || key.size() >= LEAST_RSA_BITS)
                .limit(MAX_KEYS)
                .map(JWK::toPublicJWK)
                .toList();
        if (keys.isEmpty()) {
            throw new java.io.IOException("Among %d published keys is none for signatures (expected: RSA or EC)."
                    .formatted(published.size()));
        }
        return new JWKSet(keys);
    }

    private boolean isOver(long since, Duration time) {
        return nanoTime.getAsLong() - since >= time.toNanos();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

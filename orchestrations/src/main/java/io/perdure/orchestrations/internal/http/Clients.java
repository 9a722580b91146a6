package io.perdure.orchestrations.internal.http;

import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client, with everything off that would reach a place by itself or repeat what the caller asked for once. */
final class Clients {
    private static final TimeValue KEEP_IDLE = TimeValue.ofSeconds(30);
    private static final TimeValue LOOK_BEFORE_REUSE = TimeValue.ofSeconds(1);
    private static final int MAX_HEADERS = 200;
    private static final int MAX_LINE = 16 * 1024;
    private static final Executor LATER = CompletableFuture.delayedExecutor(KEEP_IDLE.toSeconds(), TimeUnit.SECONDS);

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final AtomicBoolean tidying = new AtomicBoolean();

    Clients(HttpCallSettings settings, Connections reach) {
        connections = connections(settings, reach);
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        // How many run at the same time is the business of the activities' pool.
                        .setConnectionRequestTimeout(Timeout.DISABLED)
                        .setResponseTimeout(Timeout.DISABLED) // the deadline is stricter
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                // A proxy out of the environment would be asked instead of the address that was checked.
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                // A small answer that unpacks into a large one is no answer that fits.
                .disableContentCompression()
                .setUserAgent("perdure")
                .build();
    }

    CloseableHttpClient client() {
        tidyLater();
        return client;
    }

    private static PoolingHttpClientConnectionManager connections(HttpCallSettings settings, Connections reach) {
        var names = new CheckedNames(
                reach.names(), new AddressRules(settings.allowPrivateAddresses(), settings.allowedPrivateNetworks()));
        DetachedSocketFactory sockets = new DetachedSocketFactory() {
            @Override
            public Socket create(Proxy none) throws java.io.IOException {
                return reach.sockets().create();
            }
        };
        var tls = RegistryBuilder.<TlsSocketStrategy>create()
                .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(reach.tls()))
                .build();
        var connections = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(sockets, null, names, tls),
                PoolConcurrencyPolicy.LAX, // no limit of its own
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_LINE)
                                .build())
                        .build());
        connections.setDefaultMaxPerRoute(Integer.MAX_VALUE);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setIdleTimeout(Timeout.of(KEEP_IDLE.toDuration()))
                .setValidateAfterInactivity(LOOK_BEFORE_REUSE)
                .build());
        return connections;
    }

    /** Nothing idle stays open for long, and nobody has to close this. */
    private void tidyLater() {
        if (tidying.compareAndSet(false, true)) {
            LATER.execute(() -> {
                tidying.set(false);
                connections.closeIdle(KEEP_IDLE);
                var pool = connections.getTotalStats();
                if (pool.getAvailable() + pool.getLeased() > 0) {
                    tidyLater();
                }
            });
        }
    }
}

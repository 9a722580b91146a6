package io.perdure.orchestrations.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A request by callHttp over https")
class HttpsCallTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static SSLContext tls;

    private FakeInternet internet;

    /** Both ends know one certificate, that of secure.test. */
    @BeforeAll
    static void certificate(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        int exit = new ProcessBuilder(("%s/bin/keytool -genkeypair -alias k -keyalg EC -dname CN=secure.test"
                                + " -ext san=dns:secure.test -storetype PKCS12 -storepass changeit -keystore %s")
                        .formatted(System.getProperty("java.home"), file)
                        .split(" "))
                .start()
                .waitFor();
        assertThat(exit).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), others.getTrustManagers(), null);
    }

    @BeforeEach
    void serve() {
        internet = new FakeInternet(() -> {
                    try {
                        var server =
                                HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
                        server.setHttpsConfigurator(new HttpsConfigurator(tls));
                        return server;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .name("secure.test", "93.184.216.1")
                .name("other.test", "93.184.216.1");
    }

    @AfterEach
    void stop() {
        internet.close();
    }

    private HttpActivity activity(SSLContext context) {
        return internet.activity(context, "perdure.http-calls.allowed-hosts = [\"*.test\"]");
    }

    @Test
    @DisplayName("connects to the checked address and asks it for the host's name (SNI)")
    void server_name() throws Exception {
        var asked = new AtomicReference<String>();
        internet.reply(exchange -> {
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            asked.set(((SNIHostName) session.getRequestedServerNames().get(0)).getAsciiName());
            exchange.sendResponseHeaders(204, -1);
        });

        assertThat(FakeInternet.get(activity(tls), "https://Secure.test./").statusCode())
                .isEqualTo(204);
        assertThat(asked).hasValue("secure.test");
        assertThat(internet.connected)
                .containsExactly(new InetSocketAddress(InetAddress.getByName("93.184.216.1"), 443));
    }

    @Test
    @DisplayName("fails when the certificate is of another host")
    void another_host() {
        assertThatThrownBy(() -> FakeInternet.get(activity(tls), "https://other.test/"))
                .isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
        assertThat(internet.seen).isEmpty();
    }

    @Test
    @DisplayName("fails when nobody known has signed the certificate")
    void unknown_certificate() {
        assertThatThrownBy(() -> FakeInternet.get(activity(SSLContext.getDefault()), "https://secure.test/"))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(SSLException.class);
        assertThat(internet.seen).isEmpty();
    }

    @Test
    @DisplayName("is not redirected to http")
    void downgrade() {
        internet.redirect(302, "http://secure.test/");

        assertThatThrownBy(() -> FakeInternet.get(activity(tls), "https://secure.test/"))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContainingAll("Redirected by https://secure.test/", "https to http");
        assertThat(internet.connected).hasSize(1);
    }
}

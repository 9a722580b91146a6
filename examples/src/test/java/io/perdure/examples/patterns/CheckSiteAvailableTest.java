package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perdure.examples.EmbeddedPerdure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The check of a site")
class CheckSiteAvailableTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 204 : 404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("finds it available when it answers (O-171, O-106)")
    void available() {
        assertThat(check(site("/"))).isEqualTo("Available");
    }

    @Test
    @DisplayName("takes a 404 as an answer, not as a failure (O-171, O-108)")
    void not_found() {
        assertThat(check(site("/missing"))).isEqualTo("Answers 404");
    }

    @Test
    @DisplayName("finds it unreachable when nobody listens (O-171, O-108)")
    void unreachable() {
        URI gone = site("/");
        server.stop(0);

        assertThat(check(gone)).startsWith("Unreachable: GET " + gone);
    }

    @Test
    @DisplayName("does not call a host that the node may not call, and says which setting allows it")
    void not_allowed() {
        assertThat(check(URI.create("http://localhost:1/")))
                .isEqualTo(
                        "Unreachable: Host 'localhost' is not allowed for callHttp (expected: one that perdure.http-calls.allowed-hosts names).");
    }

    private URI site(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String check(URI site) {
        return PERDURE.run("CheckSiteAvailable", site).output(String.class);
    }
}

package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Web pages at the door (H-106)")
class OriginsTest {
    private static GatewayFixture closed;
    private static GatewayFixture shared;

    @BeforeAll
    static void open() {
        closed = GatewayFixture.start();
        shared = GatewayFixture.start("perdure.http.cors.allowed-origins = [\"https://shop.example\"]");
    }

    @AfterAll
    static void close() {
        closed.close();
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "https://shop.example.evil.example"})
    @DisplayName("of other origins change nothing: 403, and the operation does not run")
    void foreign(String origin) throws IOException {
        var refused = send(closed, "POST", "entities/counter/foreign?op=add", "Origin: " + origin);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Origin: ", "perdure.http.cors.allowed-origins");
        assertThat(closed.get("entities/counter/foreign").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("of the door's own origin do")
    void own() throws IOException {
        assertThat(send(closed, "POST", "entities/note/own?op=set", "Origin: http://localhost")
                        .status())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("of other origins cannot read by default: no header lets them")
    void unreadable() throws IOException {
        var answer = send(closed, "GET", "entities", "Origin: https://shop.example");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control-");
    }

    @Test
    @DisplayName("of an origin that the settings name read and change")
    void allowed() throws IOException {
        var answer = send(shared, "POST", "entities/note/shared?op=set", "Origin: https://shop.example");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: https://shop.example", "Vary: Origin")
                .contains("Access-Control-Expose-Headers: Location");
    }

    @Test
    @DisplayName("are told before they try (preflight), without a key")
    void preflight() throws IOException {
        var asked = "\r\nAccess-Control-Request-Method: POST";
        var yes = send(shared, "OPTIONS", "entities/note/x", "Origin: https://shop.example" + asked);
        var no = send(shared, "OPTIONS", "entities/note/x", "Origin: https://evil.example" + asked);
        var never = send(closed, "OPTIONS", "entities/note/x", "Origin: https://shop.example" + asked);

        assertThat(yes.status()).isEqualTo(204);
        assertThat(yes.head())
                .contains("Access-Control-Allow-Methods: GET, POST, DELETE", "Access-Control-Max-Age: 600")
                .contains("x-functions-key");
        assertThat(no.status()).isEqualTo(403);
        assertThat(never.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example"})
    @DisplayName("cannot reach a door without keys under a name of their own (DNS rebinding)")
    void rebinding(String host) throws IOException {
        var refused = send(closed, "GET", "entities", "Host: " + host);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("perdure.http.allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "LOCALHOST", "127.0.0.1", "[::1]:80", "app.localhost", "10.1.2.3:80"})
    @DisplayName("reach it under the names that it has")
    void names(String host) throws IOException {
        assertThat(send(closed, "GET", "entities", "Host: " + host).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("reach a door with keys, or with allowed-hosts, under any name that fits")
    void other_names() throws IOException {
        try (var named = GatewayFixture.start("perdure.http.allowed-hosts = [\"Node.example\"]");
                var keyed = GatewayFixture.start("perdure.http.key = \"key-0123456789-key\"")) {
            assertThat(send(named, "GET", "entities", "Host: node.EXAMPLE:80").status())
                    .isEqualTo(200);
            assertThat(send(keyed, "GET", "entities?code=key-0123456789-key", "Host: any.example")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("learn nothing from headers: types are not guessed, nothing is kept, no address goes on")
    void headers() {
        var headers = closed.get("entities").headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    private static RawHttp.Answer send(GatewayFixture door, String method, String path, String header)
            throws IOException {
        String host = header.startsWith("Host:") ? "" : "Host: localhost\r\n";
        String request = "%s %s%s HTTP/1.1\r\n%s%s\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, GatewayFixture.BASE, path, host, header);
        return RawHttp.exchange(door.port(), request.getBytes(StandardCharsets.ISO_8859_1));
    }
}

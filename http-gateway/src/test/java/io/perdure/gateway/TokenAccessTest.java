package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A door that takes bearer tokens (H-106)")
class TokenAccessTest {
    private static final String KEY = "key-beside-tokens-0123456789";
    private static final ECKey SIGNER = FakeIssuer.key("k1");
    private static FakeIssuer issuer;
    private static GatewayFixture door;
    private Logged log;
    private String token;

    @BeforeAll
    static void open() throws IOException {
        issuer = new FakeIssuer(SIGNER);
        door = GatewayFixture.start("""
                perdure.http {
                  audit = all, key = "%s"
                  jwt { issuer = "%s", audience = ["%s"] }
                }""".formatted(KEY, issuer.url(), FakeIssuer.AUDIENCE));
    }

    @AfterAll
    static void close() {
        door.close();
        issuer.close();
    }

    @BeforeEach
    void listen() {
        log = Logged.everything();
        token = issuer.token(SIGNER);
    }

    @AfterEach
    void no_token_in_any_log() {
        log.close();
        // Not its claims either, which are the middle of it.
        assertThat(log.text()).doesNotContain(token.split("\\.")).doesNotContain(KEY);
    }

    @Test
    @DisplayName("lets the subject do what its roles allow, and writes down who it was")
    void roles() {
        assertThat(send("POST", "entities/note/t?op=set", "Bearer " + token).statusCode())
                .isEqualTo(202);
        var refused = send("DELETE", "instances/x", "bearer " + token);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("Message").asText()).isEqualTo("Access of shop: operate (expected: admin).");
        assertThat(log.of("perdure.audit"))
                .anyMatch(line -> line.startsWith("caller=\"shop\" from=\"127.0.0.1\" action=\"signal\""));
    }

    @Test
    @DisplayName("puts no key into links for who came with a token (H-24)")
    void links() {
        var started = send("POST", "orchestrators/Approval", "Bearer " + token);

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.body() + started.headers()).doesNotContain("code=", token);
    }

    @Test
    @DisplayName("answers 401 to tokens of others, expired ones, and what is none, and takes no key from them")
    void bad() {
        String others = issuer.token(FakeIssuer.key("k1"));
        String expired = issuer.token(SIGNER, claims -> claims.expirationTime(new Date(0)));
        String toOthers = issuer.token(SIGNER, claims -> claims.audience("others"));

        for (String bad : List.of(others, expired, toOthers, token + "x", "", "a.b.c", KEY)) {
            var answer = send("GET", "instances", "Bearer " + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    @DisplayName("answers 403 to a good token without a role, and lets it see what everybody may")
    void no_role() {
        String guest = issuer.token(SIGNER, claims -> claims.claim("roles", List.of("guest")));

        assertThat(send("GET", "instances", "Bearer " + guest).statusCode()).isEqualTo(403);
        assertThat(send("GET", "/health/live", "Bearer " + guest).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("answers 503 while the issuer cannot be reached, but for what everybody may see")
    void issuer_down() throws IOException {
        var gone = new FakeIssuer(SIGNER);
        gone.close();
        try (var alone = GatewayFixture.start("perdure.http.jwt { issuer = \"%s\", audience = [\"%s\"] }"
                .formatted(gone.url(), FakeIssuer.AUDIENCE))) {
            var health = alone.send(alone.request("/health/live").header("Authorization", "Bearer " + token));
            var list = alone.send(alone.request("instances").header("Authorization", "Bearer " + token));

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(list.statusCode()).isEqualTo(503);
        }
    }

    @Test
    @DisplayName("still takes keys")
    void keys() {
        assertThat(door.get("instances?code=" + KEY).statusCode()).isEqualTo(200);
        assertThat(send("GET", "instances", "Basic " + KEY).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> send(String method, String path, String authorization) {
        return door.send(door.request(path)
                .header("Authorization", authorization)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }
}

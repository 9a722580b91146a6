package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.perdure.orchestrations.InstanceNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node that trusts an issuer")
class BearerTest {
    private static final ECKey KEY = FakeIssuer.key("k1");

    @Test
    @DisplayName("lets in who has a good token, as far as its roles go, and nobody else (H-9)")
    void access() throws Exception {
        try (var issuer = new FakeIssuer(KEY);
                var node = start(issuer)) {
            assertThat(purge(node, "Bearer " + issuer.token(KEY, claims -> claims.claim("roles", "perdure.admin"))))
                    .isEqualTo(404);
            assertThat(purge(node, "bearer " + issuer.token(KEY))).isEqualTo(403);
            assertThat(purge(node, "Bearer " + issuer.token(FakeIssuer.key("k1"))))
                    .isEqualTo(401);
            assertThat(purge(node, "Bearer ")).isEqualTo(401);
            assertThat(purge(node, "Basic eDp5")).isEqualTo(401);
        }
    }

    private static Node start(FakeIssuer issuer) {
        Map<String, Object> options = new TreeMap<>(Map.of(
                "perdure.http.port", 0,
                "perdure.http.jwt.issuer", issuer.url(),
                "perdure.http.jwt.audience", List.of(FakeIssuer.AUDIENCE)));
        return Node.start(
                NodeConfig.load(options, Map.of(), null),
                (given, modules) -> new GatewayFixture.TestEngine(
                        ScriptedOrchestrations.failing(new InstanceNotFoundException("none"))));
    }

    private static int purge(Node node, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(node.url() + GatewayFixture.BASE + "instances/none"))
                .header("Authorization", authorization)
                .DELETE()
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

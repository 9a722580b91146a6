package io.perdure.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer on a port of this machine, with real keys. */
final class FakeIssuer implements AutoCloseable {
    static final String AUDIENCE = "perdure-test";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** The paths that were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile List<JWK> keys;
    volatile String saysItIs;
    volatile String keysAt;
    volatile int status = 200;

    FakeIssuer(JWK... keys) throws IOException {
        this.keys = List.of(keys);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        saysItIs = url();
        keysAt = url() + "/keys";
        serve("/keys", () -> new JWKSet(this.keys).toString(true));
        serve(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(saysItIs, keysAt));
        server.start();
    }

    private void serve(String path, java.util.function.Supplier<String> text) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long fetches() {
        return asked.stream().filter("/keys"::equals).count();
    }

    Config config(String... settings) {
        return ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(ConfigFactory.parseString(
                        "perdure.http.jwt { issuer = \"%s\", audience = [\"%s\"] }".formatted(url(), AUDIENCE)))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a good token has; for the subject shop, who may operate. */
    JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("shop")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("roles", List.of("perdure.operate"));
    }

    String token(ECKey key) {
        return token(key, claims -> claims);
    }

    String token(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                change.apply(claims()).build());
    }

    static String signed(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

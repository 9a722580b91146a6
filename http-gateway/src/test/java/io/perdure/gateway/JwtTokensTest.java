package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A bearer token")
class JwtTokensTest {
    private static final ECKey KEY = FakeIssuer.key("k1");
    private static final ECKey NEXT = FakeIssuer.key("k2");
    private static final ECKey FOREIGN = FakeIssuer.key("k1");

    private final AtomicLong clock = new AtomicLong();
    private final Logged log = Logged.everything();
    private FakeIssuer issuer;
    private @Nullable JwtTokens tokens;

    @BeforeEach
    void open() throws Exception {
        issuer = new FakeIssuer(KEY);
    }

    @AfterEach
    void close() {
        if (tokens != null) {
            tokens.close();
        }
        issuer.close();
        log.close();
    }

    private JwtTokens tokens(String... settings) {
        if (tokens == null) {
            var read = JwtSettings.of(issuer.config(settings)).orElseThrow();
            tokens = JwtTokens.start(read, new IssuerDocuments(read)::keys, clock::get);
        }
        return tokens;
    }

    private @Nullable Caller verify(String token, String... settings) throws Exception {
        return tokens(settings).verify(token).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String withHeader(JWSHeader.Builder header) {
        return FakeIssuer.signed(KEY, header.build(), issuer.claims().build());
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1");
    }

    // ---- who it is

    @Test
    @DisplayName("of the issuer names its subject, and what it may do")
    void good() throws Exception {
        assertThat(verify(issuer.token(KEY))).isEqualTo(new Caller("shop", Access.OPERATE, null));
    }

    @ParameterizedTest
    @DisplayName("gives the strongest of its roles, as a list or as text; other roles give nothing")
    @CsvSource({
        "perdure.read, READ",
        "perdure.read perdure.admin perdure.operate, ADMIN",
        "'  perdure.operate   other', OPERATE",
        "other, PUBLIC",
        "perdure.readonly, PUBLIC",
        "'', PUBLIC"
    })
    void roles(String roles, Access access) throws Exception {
        var list = List.of(roles.split(" "));
        assertThat(verify(issuer.token(KEY, claims -> claims.claim("roles", list)))
                        .access())
                .isEqualTo(access);
        assertThat(verify(issuer.token(KEY, claims -> claims.claim("roles", roles)))
                        .access())
                .isEqualTo(access);
    }

    @Test
    @DisplayName("without the claim of the roles, or with nonsense in it, may do nothing")
    void odd_roles() throws Exception {
        assertThat(verify(issuer.token(KEY, claims -> claims.claim("roles", null)))
                        .access())
                .isEqualTo(Access.PUBLIC);
        assertThat(verify(issuer.token(KEY, claims -> claims.claim("roles", Map.of("perdure.admin", true))))
                        .access())
                .isEqualTo(Access.PUBLIC);
        assertThat(verify(issuer.token(KEY, claims -> claims.claim("roles", List.of(1, List.of("perdure.admin")))))
                        .access())
                .isEqualTo(Access.PUBLIC);
    }

    @Test
    @DisplayName("may have its roles in an object, and other names for them")
    void nested_roles() throws Exception {
        var token = issuer.token(KEY, claims -> claims.claim("realm_access", Map.of("roles", List.of("boss"))));

        assertThat(verify(
                        token,
                        "perdure.http.jwt { role-claim = realm_access.roles, roles.admin = [boss], name-claim = iss }"))
                .isEqualTo(new Caller(issuer.url(), Access.ADMIN, null));
    }

    @Test
    @DisplayName("with RSA counts, in each of its two forms")
    void rsa() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
        issuer.keys = List.of(KEY, rsa);
        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS512)) {
            var token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID("r1").build(),
                    issuer.claims().build());
            token.sign(new RSASSASigner(rsa));
            assertThat(verify(token.serialize())).isNotNull();
        }
    }

    @Test
    @DisplayName("counts as an access token by RFC 9068, without a type, and without a key id")
    void forms() throws Exception {
        assertThat(verify(withHeader(header().type(new JOSEObjectType("at+jwt")))))
                .isNotNull();
        assertThat(verify(withHeader(header()))).isNotNull();
        assertThat(verify(withHeader(new JWSHeader.Builder(JWSAlgorithm.ES256))))
                .isNotNull();
    }

    // ---- what does not count

    @Test
    @DisplayName("for somebody else, or for nobody, does not count")
    void audience() throws Exception {
        assertThat(verify(issuer.token(KEY, claims -> claims.audience("another"))))
                .isNull();
        assertThat(verify(issuer.token(KEY, claims -> claims.audience((String) null))))
                .isNull();
        assertThat(verify(issuer.token(KEY, claims -> claims.audience(List.of("another", FakeIssuer.AUDIENCE)))))
                .isNotNull();
    }

    @Test
    @DisplayName("of another issuer does not count, also one whose name only looks alike")
    void other_issuer() throws Exception {
        assertThat(verify(issuer.token(KEY, claims -> claims.issuer("https://evil.example"))))
                .isNull();
        assertThat(verify(issuer.token(KEY, claims -> claims.issuer(issuer.url() + "/"))))
                .isNull();
        assertThat(verify(issuer.token(KEY, claims -> claims.issuer(null)))).isNull();
    }

    @Test
    @DisplayName("that has expired, is not valid yet, or never expires does not count; the clocks may differ a little")
    void times() throws Exception {
        Instant now = Instant.now();
        assertThat(verify(issuer.token(KEY, c -> c.expirationTime(Date.from(now.minusSeconds(60))))))
                .isNull();
        assertThat(verify(issuer.token(KEY, c -> c.notBeforeTime(Date.from(now.plusSeconds(90))))))
                .isNull();
        assertThat(verify(issuer.token(KEY, c -> c.expirationTime(null)))).isNull();

        assertThat(verify(issuer.token(KEY, c -> c.expirationTime(Date.from(now.minusSeconds(5))))))
                .isNotNull();
        assertThat(verify(issuer.token(KEY, c -> c.notBeforeTime(Date.from(now.plusSeconds(5))))))
                .isNotNull();
    }

    @Test
    @DisplayName("that names nobody does not count")
    void no_subject() throws Exception {
        assertThat(verify(issuer.token(KEY, claims -> claims.subject(null)))).isNull();
        assertThat(verify(issuer.token(KEY, claims -> claims.subject(" ")))).isNull();
    }

    @Test
    @DisplayName("signed with another key under a known key id does not count")
    void forged() throws Exception {
        assertThat(verify(issuer.token(FOREIGN))).isNull();
    }

    @Test
    @DisplayName("whose claims were changed after it was signed does not count")
    void changed() throws Exception {
        String[] parts = issuer.token(KEY).split("\\.");
        String other = issuer.token(KEY, claims -> claims.claim("roles", "perdure.admin"))
                .split("\\.")[1];

        assertThat(verify(parts[0] + '.' + other + '.' + parts[2])).isNull();
    }

    @Test
    @DisplayName("without a signature does not count")
    void none() throws Exception {
        assertThat(verify(new PlainJWT(issuer.claims().build()).serialize())).isNull();
        String[] parts = issuer.token(KEY).split("\\.");
        assertThat(verify(parts[0] + '.' + parts[1] + '.')).isNull();
        String head = Base64URL.encode("{\"alg\":\"none\",\"kid\":\"k1\"}").toString();
        assertThat(verify(head + '.' + parts[1] + '.' + parts[2])).isNull();
    }

    @Test
    @DisplayName("signed with the public key as if it were a secret does not count")
    void confusion() throws Exception {
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(KEY.toECPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (byte[] secret : List.of(pem, KEY.toECPublicKey().getEncoded())) {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
                    issuer.claims().build());
            token.sign(new MACSigner(secret));
            assertThat(verify(token.serialize())).isNull();
        }
    }

    @Test
    @DisplayName("that brings its own key along does not count")
    void own_key() throws Exception {
        for (var header : List.of(
                header().jwk(FOREIGN.toPublicJWK()),
                header().jwkURL(java.net.URI.create(issuer.url() + "/mine")),
                new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(FOREIGN.toPublicJWK()))) {
            assertThat(verify(FakeIssuer.signed(
                            FOREIGN, header.build(), issuer.claims().build())))
                    .isNull();
        }
        assertThat(issuer.asked).doesNotContain("/mine");
    }

    @Test
    @DisplayName("of an algorithm that the settings leave out does not count")
    void algorithm() throws Exception {
        assertThat(verify(issuer.token(KEY), "perdure.http.jwt.algorithms = [RS256]"))
                .isNull();
    }

    @Test
    @DisplayName("that is meant for something else does not count")
    void other_type() throws Exception {
        assertThat(verify(withHeader(header().type(new JOSEObjectType("logout+jwt")))))
                .isNull();
        assertThat(verify(withHeader(header().customParam("http://example.com/must", true)
                        .criticalParams(Set.of("http://example.com/must")))))
                .isNull();
    }

    @Test
    @DisplayName("inside another, or encrypted, does not count")
    void nested() throws Exception {
        var outer = new JWSObject(header().contentType("JWT").build(), new Payload(SignedJWT.parse(issuer.token(KEY))));
        outer.sign(new ECDSASigner(KEY));
        assertThat(verify(outer.serialize())).isNull();

        var encrypted = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                        .contentType("JWT")
                        .keyID("k1")
                        .build(),
                new Payload(issuer.token(KEY)));
        encrypted.encrypt(new ECDHEncrypter(KEY));
        assertThat(verify(encrypted.serialize())).isNull();
    }

    @ParameterizedTest
    @DisplayName("that is none does not count")
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "e30.e30.e30",
                "{}",
                "\u0000.\u0000.\u0000",
                "eyJhbGciOiJFUzI1NiJ9..",
                "eyJhbGciOjF9.e30.AA",
                "bnVsbA.bnVsbA.AA",
                "W10.W10.AA"
            })
    void malformed(String text) throws Exception {
        assertThat(verify(text)).isNull();
    }

    @Test
    @DisplayName("whose parts are nested a thousand times does not count, and does no harm")
    void deep() throws Exception {
        String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
        String parts = Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"k1\",\"x\":" + deep + "}") + ".e30.AA";

        assertThat(verify(parts, "perdure.http.jwt.max-token-size = 64 KiB")).isNull();
    }

    @Test
    @DisplayName("that is too long is not even read")
    void oversized() throws Exception {
        String long_ = issuer.token(KEY, claims -> claims.claim("padding", "x".repeat(2_000)));

        assertThat(verify(long_, "perdure.http.jwt.max-token-size = 2 KiB")).isNull();
        assertThat(verify(issuer.token(KEY))).isNotNull();
    }

    // ---- the issuer's keys

    @Test
    @DisplayName("with a key that is not known makes the node fetch the keys once, however many there are")
    void unknown_key() throws Exception {
        assertThat(verify(issuer.token(KEY))).isNotNull();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));

        for (int i = 0; i < 20; i++) {
            assertThat(verify(issuer.token(NEXT))).isNull();
        }

        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("with a new key of the issuer counts at once, and no more when the key is withdrawn")
    void rotation() throws Exception {
        assertThat(verify(issuer.token(KEY))).isNotNull();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));
        issuer.keys = List.of(NEXT);

        assertThat(verify(issuer.token(NEXT))).isNotNull();
        assertThat(verify(issuer.token(KEY))).isNull();
    }

    @Test
    @DisplayName("counts while the issuer is down, as long as its keys are kept")
    void issuer_down() throws Exception {
        assertThat(verify(issuer.token(KEY))).isNotNull();
        issuer.close();
        clock.addAndGet(TimeUnit.HOURS.toNanos(5));
        assertThat(verify(issuer.token(KEY))).isNotNull();
        assertThat(verify(issuer.token(NEXT))).isNull();

        clock.addAndGet(TimeUnit.HOURS.toNanos(2));
        assertUnavailable(issuer.token(KEY));
    }

    @Test
    @DisplayName("is answered 'try again' while the issuer has never been reached, and counts as soon as it has")
    void issuer_late() throws Exception {
        issuer.status = 503;
        assertUnavailable(issuer.token(KEY));
        assertThat(log.text()).contains("cannot be fetched", issuer.url());

        issuer.status = 200;
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));
        assertThat(verify(issuer.token(KEY))).isNotNull();
    }

    @Test
    @DisplayName("is not accepted from a discovery document of another issuer, or one that leads to open http")
    void wrong_discovery() {
        issuer.saysItIs = "https://evil.example";
        assertUnavailable(issuer.token(KEY));

        issuer.saysItIs = issuer.url();
        issuer.keysAt = "http://evil.example/keys";
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));
        assertUnavailable(issuer.token(KEY));
        assertThat(issuer.fetches()).isZero();
    }

    @Test
    @DisplayName("is not accepted with published secrets or short keys")
    void weak_keys() throws Exception {
        issuer.keys = List.of(
                new com.nimbusds.jose.jwk.OctetSequenceKey.Builder(new byte[32])
                        .keyID("k1")
                        .build(),
                new RSAKeyGenerator(1024, true).keyID("r1").generate());
        assertUnavailable(issuer.token(KEY));
    }

    @Test
    @DisplayName("finds keys that are fetched again and again, before anybody needs them")
    void refreshed() {
        tokens("perdure.http.jwt { refresh-interval = 1 s, jwks-url = \"%s/keys\" }".formatted(issuer.url()));

        Awaitility.await().untilAsserted(() -> assertThat(issuer.fetches()).isGreaterThanOrEqualTo(2));
        assertThat(issuer.asked).containsOnly("/keys");
    }

    @Test
    @DisplayName("never gets into the log, counts it or not")
    void not_logged() throws Exception {
        String good = issuer.token(KEY);
        String bad = issuer.token(FOREIGN);
        verify(good);
        verify(bad);
        verify(bad.replace('.', '_'));
        verify(good.substring(0, good.length() / 2));
        verify("x".repeat(70_000));

        assertThat(log.text()).contains("token is refused");
        for (String part : (good + '.' + bad).split("\\.")) {
            assertThat(log.text()).doesNotContain(part);
        }
    }

    private void assertUnavailable(String token) {
        assertThatThrownBy(() -> verify(token))
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(failure ->
                        assertThat(((Refusal) failure.getCause()).problem()).isEqualTo(Problem.ISSUER_UNAVAILABLE));
    }
}
